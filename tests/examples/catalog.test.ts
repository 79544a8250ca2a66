import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { chainedTrust } from "../../components/identity/trust";
import { evaluate, readConfiguration, type PropertyMap } from "../../policies/evaluate";
import { outputs } from "../infra/published-outputs";
import { graphOf, resource } from "../policies/fixture";

/** Runs the example against a platform that exists, and returns the inputs of its resources by type and name. */
async function run(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  await pulumi.runtime.setMocks(
    {
      call: () => ({ accountId: "444455556666" }),
      newResource: ({ type, name, inputs }) => {
        // What the mocks hand over is a plain map by their contract, though typed loosely.
        const given = inputs as Readonly<Record<string, unknown>>;
        found.set(`${type} ${name}`, given);
        return type === "pulumi:pulumi:StackReference"
          ? { id: name, state: { name, outputs, secretOutputNames: ["kubeconfig"] } }
          : { id: `${name}-id`, state: { ...given, arn: `arn:of:${name}` } };
      },
    },
    "catalog",
    "dev",
    false,
  );
  pulumi.runtime.setAllConfig({
    "catalog:platform": "acme/eks-platform/dev",
    "catalog:reader": JSON.stringify({
      role: "eks-platform-dev-sample-reader",
      namespace: "tenant-sample",
      serviceAccount: "catalog-reader",
    }),
  });
  // Loading the program runs it, so that it has to wait for the mocks.
  createRequire(__filename)("../../examples/catalog");
  await pulumi.runtime.disconnect();
  return found;
}

describe("the example of a role in another account", () => {
  let found: Awaited<ReturnType<typeof run>>;
  before(async () => {
    found = await run();
  });
  const document = (resource: string, property: string): readonly Record<string, unknown>[] => {
    const inputs = found.get(resource) ?? assert.fail(`${resource} is not among ${[...found.keys()].join(", ")}`);
    return (JSON.parse(String(inputs[property])) as { Statement: Record<string, unknown>[] }).Statement;
  };

  it("trusts what the platform's own component would have it trust", () => {
    const expected = JSON.parse(
      chainedTrust({
        roleArn: "arn:aws:iam::111122223333:role/eks-platform-dev-sample-reader",
        clusterArn: "arn:aws:eks:eu-west-1:111122223333:cluster/eks-platform-dev",
        namespace: "tenant-sample",
        serviceAccount: "catalog-reader",
      }),
    ) as { Statement: readonly Record<string, unknown>[] };
    assert.deepEqual(
      document("aws:iam/role:Role prices", "assumeRolePolicy").map((statement) => ({
        Sid: "WorkloadAssumes",
        ...statement,
      })),
      expected.Statement,
    );
  });

  it("lets them read one prefix, and nothing else", () => {
    assert.deepEqual(
      document("aws:iam/rolePolicy:RolePolicy prices", "policy").map(({ Action, Resource }) => [Action, Resource]),
      [
        [["s3:ListBucket"], "arn:aws:s3:::acme-catalog-dev-444455556666"],
        [["s3:GetObject"], "arn:aws:s3:::acme-catalog-dev-444455556666/prices/*"],
        [["kms:Decrypt"], "arn:of:catalog"],
      ],
    );
  });

  it("is clean under the policies, which trust the platform's account", () => {
    const resources = [...found].map(([key, inputs]) => {
      const [type = "", name = ""] = key.split(" ");
      // The mocks know all outputs, so that the inputs are plain.
      return resource(type, name, inputs as PropertyMap);
    });
    const configuration = readConfiguration({ parameters: { environment: "dev", trustedAccounts: ["111122223333"] } });
    const { findings } = evaluate(graphOf(resources), configuration);
    assert.deepEqual(
      findings.filter(({ level }) => level === "mandatory").map(({ rule, message }) => `${rule} ${message}`),
      [],
    );
  });

  it("has the name that the platform's stack file for dev says", () => {
    assert.equal(found.get("aws:iam/role:Role prices")?.["name"], "eks-platform-dev-catalog");
  });
});
