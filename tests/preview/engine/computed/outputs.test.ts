import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Secret, unknown, type PropertyMap } from "../../../../policies/evaluate";
import { plannedOutputs } from "../../../../preview/engine/computed/outputs";
import { generateComputedProperties } from "../../../../preview/engine/computed/generate";
import type { RegisteredResource } from "../../../../preview/engine/registered-resource";

function outputsOf(type: string, inputs: PropertyMap, resolved = false, secrets: readonly string[] = []) {
  const resource: RegisteredResource = {
    ...{ urn: `urn:pulumi:dev::p::${type}::r`, type, name: "r", custom: true, remote: false, inputs },
    ...{ dependencies: [], propertyDependencies: {}, protect: false, retainOnDelete: false, external: false },
    ...{ aliases: [], ignoreChanges: [], deleteBeforeReplace: false, customTimeouts: {} },
    additionalSecretOutputs: secrets,
  };
  return plannedOutputs(resource, resolved);
}

describe("Planned outputs", () => {
  it("are the inputs as they came where nothing is computed inside them", () => {
    assert.equal(outputsOf("aws:sqs/queue:Queue", { name: "jobs" }), undefined);
    assert.equal(outputsOf("aws:eks/cluster:Cluster", { name: "c" }), undefined);
  });

  it("have unknowns for what the provider computes inside a declared object, and keep what is declared", () => {
    const subnetIds = ["subnet-1", unknown];
    const declared = outputsOf("aws:eks/cluster:Cluster", {
      vpcConfig: { subnetIds, publicAccessCidrs: ["10.0.0.0/8"] },
    });
    // AWS chooses the cluster's security group and VPC; the API reference lists both in VpcConfigResponse only.
    assert.deepEqual(declared?.["vpcConfig"], {
      ...{ subnetIds, publicAccessCidrs: ["10.0.0.0/8"] },
      ...{ clusterSecurityGroupId: unknown, vpcId: unknown, controlPlaneEgressMode: unknown },
    });
  });

  it("have them in each element of a list", () => {
    const outputs = outputsOf("aws:ec2/launchTemplate:LaunchTemplate", {
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } },
        { deviceName: "/dev/b" },
      ],
    });
    const [first, second] = outputs?.["blockDeviceMappings"] as readonly PropertyMap[];
    const { volumeSize, encrypted, iops } = first?.["ebs"] as PropertyMap;
    assert.deepEqual([volumeSize, encrypted, iops], [20, "true", unknown]);
    assert.deepEqual(second, { deviceName: "/dev/b" });
  });

  it("have them inside a secret object", () => {
    const outputs = outputsOf("aws:eks/cluster:Cluster", { upgradePolicy: new Secret({}) });
    assert.deepEqual(outputs?.["upgradePolicy"], new Secret({ supportType: unknown }));
  });

  it("keep secret what the SDK calls secret, known or not", () => {
    assert.deepEqual(outputsOf("aws:rds/instance:Instance", { password: "p" }, false, ["password", "token"]), {
      password: new Secret("p"),
      token: new Secret(unknown),
    });
  });

  it("go back without references, where there were any", () => {
    assert.deepEqual(outputsOf("aws:sqs/queue:Queue", { name: "jobs" }, true), { name: "jobs" });
  });

  it("follow the installed @pulumi/aws: the generated table is current", () => {
    const file = path.join(__dirname, "../../../../preview/engine/computed/properties.json");
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), generateComputedProperties());
  });
});
