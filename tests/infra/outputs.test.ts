import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readPlatform, type Platform, type PlatformOutputs } from "../../infra/outputs";
import { outputs } from "./published-outputs";

/** Reads the platform of a stack that publishes the given outputs. */
async function read(published: object): Promise<Platform> {
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ inputs }) => ({
        id: "acme/eks-platform/dev",
        state: {
          ...(inputs as object),
          name: "acme/eks-platform/dev",
          outputs: published,
          secretOutputNames: ["kubeconfig"],
        },
      }),
    },
    "consumer",
    "dev",
    false,
  );
  return readPlatform(new pulumi.StackReference("acme/eks-platform/dev"));
}

/** The value of an output, or its error. */
const valueOf = async <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    // An output's own promise is not public; its failure surfaces there and nowhere else.
    (output as unknown as { promise(): Promise<T> }).promise().then(resolve, reject);
  });

describe("readPlatform", () => {
  afterEach(() => pulumi.runtime.disconnect());

  it("gives every output that the stack publishes, as it is", async () => {
    const platform = await read(outputs);
    for (const name of Object.keys(outputs) as (keyof PlatformOutputs)[])
      assert.deepEqual(await valueOf<unknown>(platform[name]), outputs[name], name);
  });

  it("keeps the kubeconfig secret, and the rest not", async () => {
    const { kubeconfig, cluster } = await read(outputs);
    assert.equal(await pulumi.isSecret(kubeconfig), true);
    assert.equal(await pulumi.isSecret(cluster), false);
  });

  const refusals: readonly { readonly what: string; readonly published: object; readonly message: string }[] = [
    {
      what: "a stack that is no platform",
      published: { url: "https://example.com" },
      message:
        'Stack "acme/eks-platform/dev" publishes no platform, and this program needs version 3; bring that stack up to date first, or name another one.',
    },
    {
      what: "a stack older than the contract",
      published: { ...outputs, contractVersion: 1 },
      message:
        'Stack "acme/eks-platform/dev" publishes version 1 of the platform\'s outputs, and this program needs version 3; bring that stack up to date first, or name another one.',
    },
    {
      what: "a stack newer than the contract",
      published: { ...outputs, contractVersion: 4 },
      message:
        "Stack \"acme/eks-platform/dev\" publishes version 4 of the platform's outputs, and this program knows version 3; update the program's copy of infra/outputs.ts.",
    },
    {
      what: "an output of another form",
      published: { ...outputs, cluster: { ...outputs.cluster, endpoint: "nowhere" } },
      message:
        'Stack "acme/eks-platform/dev": output "cluster.endpoint" is not what version 3 promises (Invalid URL); run "pulumi up" there.',
    },
  ];

  for (const { what, published, message } of refusals)
    it(`refuses ${what}`, async () => {
      const { cluster } = await read(published);
      await assert.rejects(valueOf(cluster), { message });
    });
});
