import assert from "node:assert/strict";
import { unknown } from "../../../../policies/engine/values/value";
import { general, groupType, nodes, templateType } from "./nodes-under-test";

describe("ManagedNodeGroups of special instances", () => {
  it("joins nodes of an own image by a NodeConfig, and leaves out what EKS refuses beside it", async () => {
    const found = await nodes([
      {
        ...general,
        instanceTypes: ["m7i.large"],
        image: { id: "ami-0123456789abcdef0", bootstrap: "nodeadm" },
        labels: { pool: "own" },
        taints: [{ key: "own", effect: "NO_EXECUTE" }],
      },
    ]);
    const { inputs } = found.only(groupType);
    for (const key of ["amiType", "version", "releaseVersion"]) assert.equal(key in inputs, false, key);
    const template = found.only(templateType).inputs;
    assert.equal(template["imageId"], "ami-0123456789abcdef0");
    // One disk, as Amazon Linux has.
    assert.equal(JSON.stringify(template["blockDeviceMappings"]).includes("/dev/xvdb"), false);
    const mime = Buffer.from(String(template["userData"]), "base64").toString();
    const document = JSON.parse(mime.slice(mime.indexOf("{"), mime.lastIndexOf("}") + 1)) as { spec: unknown };
    assert.deepEqual(document.spec, {
      cluster: {
        name: "platform",
        apiServerEndpoint: "https://api.example",
        certificateAuthority: "Y2E=",
        cidr: "172.20.0.0/16",
      },
      kubelet: {
        config: { maxPods: 110, kubeReserved: { cpu: "70m", memory: "1465Mi", "ephemeral-storage": "1Gi" } },
        flags: ["--node-labels=pool=own", "--register-with-taints=own=:NoExecute"],
      },
    });
  });

  it("joins nodes of an own image by Bottlerocket's settings", async () => {
    const image = { id: "ami-0123456789abcdef0", bootstrap: "bottlerocket" } as const;
    const taints = [{ key: "own", value: "yes", effect: "NO_SCHEDULE" }] as const;
    const found = await nodes([{ ...general, image, labels: { pool: "own" }, taints }]);
    assert.equal(
      Buffer.from(String(found.only(templateType).inputs["userData"]), "base64").toString(),
      `[settings.kubernetes]
api-server = "https://api.example"
cluster-certificate = "Y2E="
cluster-name = "platform"
max-pods = 110

[settings.kubernetes.kube-reserved]
cpu = "70m"
memory = "1465Mi"
ephemeral-storage = "1Gi"

[settings.kubernetes.node-labels]
pool = "own"

[settings.kubernetes.node-taints]
own = [ "yes:NoSchedule" ]

[settings.host-containers.control]
enabled = false
`,
    );
  });

  it("puts a capacity block's market and type into the template, where EKS looks for them", async () => {
    const found = await nodes([
      {
        ...general,
        instanceTypes: ["p5.48xlarge"],
        os: "al2023",
        variant: "nvidia",
        zones: ["b"],
        capacity: "capacity-block",
        capacityReservation: { id: "cr-0123456789abcdef0" },
      },
    ]);
    const { inputs } = found.only(groupType);
    assert.equal(inputs["capacityType"], "CAPACITY_BLOCK");
    assert.equal("instanceTypes" in inputs, false);
    const template = found.only(templateType).inputs;
    assert.equal(template["instanceType"], "p5.48xlarge");
    assert.deepEqual(template["instanceMarketOptions"], { marketType: "capacity-block" });
    assert.deepEqual(template["capacityReservationSpecification"], {
      capacityReservationTarget: { capacityReservationId: "cr-0123456789abcdef0" },
    });
  });

  it("gives an instance an adapter on each card, in a group that only its members reach", async () => {
    const found = await nodes([
      {
        ...general,
        instanceTypes: ["trn1.32xlarge"],
        os: "al2023",
        variant: "neuron",
        zones: ["a"],
        efa: true,
        placement: "cluster",
      },
    ]);
    const template = found.only(templateType).inputs;
    const interfaces = template["networkInterfaces"] as readonly Record<string, unknown>[];
    assert.equal(interfaces.length, 8);
    assert.deepEqual(
      interfaces.map(({ interfaceType }) => interfaceType),
      ["efa", ...Array<string>(7).fill("efa-only")],
    );
    assert.deepEqual(
      interfaces.map(({ deviceIndex, networkCardIndex }) => [deviceIndex, networkCardIndex]),
      [0, 1, 2, 3, 4, 5, 6, 7].map((card) => [card === 0 ? 0 : 1, card]),
    );
    // The cluster's group first, since EKS gives it only to interfaces without one.
    assert.deepEqual(interfaces[0]?.["securityGroups"], ["sg-cluster", unknown]);
    assert.deepEqual(template["placement"], { groupName: "platform-general" });
    assert.equal(found.only("aws:ec2/placementGroup:PlacementGroup").inputs["strategy"], "cluster");
    const group = found.only(groupType);
    for (const rule of ["Ingress", "Egress"]) {
      const type = `aws:vpc/securityGroup${rule}Rule:SecurityGroup${rule}Rule`;
      const { inputs } = found.only(type);
      assert.equal(inputs["ipProtocol"], "-1");
      assert.equal("cidrIpv4" in inputs, false);
      assert.ok(found.waitsFor(group, found.only(type)), rule);
    }
  });

  it("has warm pools and limits of repair in the words of EKS", async () => {
    const found = await nodes([
      {
        ...general,
        warmPool: { minSize: 2, maxPrepared: 5 },
        repair: { maxParallelPercentage: 10, maxUnhealthyPercentage: 40 },
      },
    ]);
    const { inputs } = found.only(groupType);
    assert.deepEqual(inputs["warmPoolConfig"], {
      minSize: 2,
      maxGroupPreparedCapacity: 5,
      poolState: "STOPPED",
      reuseOnScaleIn: false,
    });
    assert.deepEqual(inputs["nodeRepairConfig"], {
      enabled: true,
      maxParallelNodesRepairedPercentage: 10,
      maxUnhealthyNodeThresholdPercentage: 40,
    });
  });
});
