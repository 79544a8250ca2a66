import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { outputs } from "../infra/published-outputs";

/** Runs the example against a platform that exists, and returns the inputs of its resources by type and name. */
async function run(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const found = new Map<string, Readonly<Record<string, unknown>>>();
  await pulumi.runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ type, name, inputs }) => {
        // What the mocks hand over is a plain map by their contract, though typed loosely.
        const given = inputs as Readonly<Record<string, unknown>>;
        found.set(`${type} ${name}`, given);
        return type === "pulumi:pulumi:StackReference"
          ? { id: name, state: { name, outputs, secretOutputNames: ["kubeconfig"] } }
          : { id: `${name}-id`, state: { ...given, arn: `arn:of:${name}`, url: `https://url/${name}` } };
      },
    },
    "order-service",
    "dev",
    false,
  );
  pulumi.runtime.setAllConfig({
    "order-service:platform": "acme/eks-platform/dev",
    "order-service:tenant": "orders",
  });
  // Loading the program runs it, so that it has to wait for the mocks.
  createRequire(__filename)("../../examples/order-service");
  await pulumi.runtime.disconnect();
  return found;
}

describe("the example of a consumer", () => {
  let found: Awaited<ReturnType<typeof run>>;
  before(async () => {
    found = await run();
  });
  const inputsOf = (resource: string): Readonly<Record<string, unknown>> =>
    found.get(resource) ?? assert.fail(`${resource} is not among ${[...found.keys()].join(", ")}`);

  it("reads the platform that its configuration names", () => {
    assert.ok(found.has("pulumi:pulumi:StackReference acme/eks-platform/dev"));
  });

  it("trusts pods of one service account of the platform's cluster", () => {
    const { assumeRolePolicy } = inputsOf("aws:iam/role:Role worker");
    const [statement] = (JSON.parse(String(assumeRolePolicy)) as { Statement: unknown[] }).Statement;
    assert.deepEqual(statement, {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-west-1:111122223333:cluster/eks-platform-dev" },
        StringEquals: {
          "aws:SourceAccount": "111122223333",
          "aws:RequestTag/kubernetes-namespace": "tenant-orders",
          "aws:RequestTag/kubernetes-service-account": "worker",
        },
      },
    });
  });

  it("puts its pods on the platform's cluster", () => {
    assert.equal(
      inputsOf("aws:eks/podIdentityAssociation:PodIdentityAssociation worker")["clusterName"],
      "eks-platform-dev",
    );
  });

  it("sends its alarm to the platform's topic, under a name that the topic takes alarms of", () => {
    const { name, alarmActions } = inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm orders-wait");
    assert.equal(name, "eks-platform-dev-orders-wait");
    assert.deepEqual(alarmActions, ["arn:aws:sns:eu-west-1:111122223333:eks-platform-dev-alarms"]);
  });
});
