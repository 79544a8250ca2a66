import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { deviceLabels, deviceTaints, type DeviceGroup } from "../../../../components/nodes/devices/device-nodes";
import { DevicePlugins } from "../../../../components/nodes/devices/device-plugins";
import { registrations } from "../../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

async function chartsFor(groups: readonly DeviceGroup[]): Promise<readonly unknown[]> {
  const found = await registrations(() => {
    const resource = new aws.eks.Cluster("cluster", { roleArn: "arn", vpcConfig: { subnetIds: ["a", "b"] } });
    const identity = { arn: "arn", oidcProviderArn: "arn", issuer: "https://issuer.example" };
    const kubernetes = new k8s.Provider("platform", { kubeconfig: "{}" });
    return new DevicePlugins("devices", {
      cluster: { name: "platform", location, resource, kubernetes, ...identity },
      groups,
      ready: [],
    });
  });
  return found.ofType("kubernetes:helm.sh/v3:Release").map(({ inputs }) => inputs["name"]);
}

describe("nodes with devices", () => {
  it("run only pods that tolerate their taint", () => {
    const own = { key: "example.com/pool", effect: "NO_SCHEDULE" } as const;
    assert.deepEqual(deviceTaints({ variant: "nvidia", taints: [own] }), [
      own,
      { key: "nvidia.com/gpu", effect: "NO_SCHEDULE" },
    ]);
    assert.deepEqual(deviceTaints({ variant: "neuron" }), [{ key: "aws.amazon.com/neuron", effect: "NO_SCHEDULE" }]);
    assert.deepEqual(deviceTaints({ variant: "fips", taints: [own] }), [own]);
  });

  it("keep a taint of the device that is stated otherwise", () => {
    const own = { key: "nvidia.com/gpu", value: "a100", effect: "NO_EXECUTE" } as const;
    assert.deepEqual(deviceTaints({ variant: "nvidia", taints: [own] }), [own]);
  });

  it("have the label that the plugin looks for, unless their image brings a plugin", () => {
    assert.deepEqual(deviceLabels({ os: "al2023", variant: "nvidia" }), { "nvidia.com/gpu.present": "true" });
    assert.deepEqual(deviceLabels({ os: "bottlerocket", variant: "nvidia", labels: { a: "b" } }), { a: "b" });
  });
});

describe("DevicePlugins", () => {
  it("installs the plugins that groups need, each once", async () => {
    const gpus: DeviceGroup = { os: "al2023", variant: "nvidia", efa: true };
    assert.deepEqual(await chartsFor([gpus, gpus]), ["nvidia-device-plugin", "aws-efa-k8s-device-plugin"]);
    assert.deepEqual(await chartsFor([{ os: "al2023", variant: "neuron" }]), ["neuron-helm-chart"]);
  });

  it("installs none for Bottlerocket's GPUs, whose image has one", async () => {
    assert.deepEqual(await chartsFor([{ os: "bottlerocket", variant: "nvidia" }]), []);
  });
});
