import assert from "node:assert/strict";
import { userData } from "../../../../components/nodes/launch/user-data";
import type { KubeletSettings } from "../../../../components/nodes/kubelet/kubelet-settings";

const kubelet: KubeletSettings = {
  kubeReserved: { cpu: "100m", memory: "512Mi" },
  systemReserved: { ephemeralStorage: "1Gi" },
  evictionHard: { "memory.available": "5%" },
  imageGcHighPercent: 80,
  imageGcLowPercent: 70,
};

describe("userData", () => {
  it("is left out where the image's own settings do", () => {
    assert.equal(userData({ os: "bottlerocket", ssm: true }), undefined);
    assert.equal(userData({ os: "al2023", ssm: true }), undefined);
    assert.equal(userData({ os: "al2023", ssm: false, kubelet: { kubeReserved: {} } }), undefined);
  });

  it("is TOML for Bottlerocket", () => {
    assert.equal(
      userData({ os: "bottlerocket", ssm: true, kubelet }),
      `[settings.kubernetes]
image-gc-high-threshold-percent = "80"
image-gc-low-threshold-percent = "70"

[settings.kubernetes.kube-reserved]
cpu = "100m"
memory = "512Mi"

[settings.kubernetes.system-reserved]
ephemeral-storage = "1Gi"

[settings.kubernetes.eviction-hard]
"memory.available" = "5%"
`,
    );
  });

  it("turns off the container of Systems Manager where nodes may not talk to it", () => {
    assert.equal(userData({ os: "bottlerocket", ssm: false }), "[settings.host-containers.control]\nenabled = false\n");
  });

  it("is a MIME message with a NodeConfig for Amazon Linux", () => {
    const [headers = "", part = "", rest] = (userData({ os: "al2023", ssm: false, kubelet }) ?? "").split(
      "--NODE-CONFIG\n",
    );
    assert.equal(headers, 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="NODE-CONFIG"\n\n');
    assert.equal(rest, undefined);
    const [type, body = ""] = part.split("\n\n");
    assert.equal(type, "Content-Type: application/node.eks.aws");
    assert.ok(part.endsWith("\n\n--NODE-CONFIG--\n"));
    assert.deepEqual(JSON.parse(body), {
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        kubelet: {
          config: {
            kubeReserved: { cpu: "100m", memory: "512Mi" },
            systemReserved: { "ephemeral-storage": "1Gi" },
            evictionHard: { "memory.available": "5%" },
            imageGCHighThresholdPercent: 80,
            imageGCLowThresholdPercent: 70,
          },
        },
      },
    });
  });

  it("refuses more than EC2 takes beside the part of EKS", () => {
    const evictionHard = { "memory.available": "5".repeat(13_000) };
    assert.throws(() => userData({ os: "bottlerocket", ssm: true, kubelet: { evictionHard } }), /keep it below 12288/);
  });
});
