import assert from "node:assert/strict";
import { type NodeGroupSettings } from "../../../../components/nodes";
import { unknown } from "../../../../policies/engine/values/value";
import { attachmentType, general, groupType, nodes, roleType, templateType } from "./nodes-under-test";

describe("ManagedNodeGroups", () => {
  it("runs Bottlerocket on a template without image, and with repair and gentle updates", async () => {
    const found = await nodes([general]);
    const { inputs } = found.only(groupType);
    const { nodeGroupName, tags, ...rest } = inputs;
    assert.match(String(nodeGroupName), /^general-[0-9a-f]{8}$/);
    assert.deepEqual(tags, { owner: "platform-team", environment: "test", Name: nodeGroupName });
    assert.deepEqual(rest, {
      clusterName: "platform",
      version: "1.36",
      nodeRoleArn: "arn:aws:iam::111122223333:role/platform-nodes",
      subnetIds: [unknown, unknown],
      amiType: "BOTTLEROCKET_ARM_64",
      capacityType: "ON_DEMAND",
      instanceTypes: ["m7g.large"],
      launchTemplate: { id: unknown, version: unknown },
      scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 2 },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      labels: {},
      taints: [],
    });
  });

  it("passes on what the settings say", async () => {
    const found = await nodes([
      {
        ...general,
        os: "al2023",
        variant: "nvidia",
        instanceTypes: ["g6.xlarge", "g6e.xlarge"],
        capacity: "spot",
        desiredSize: 3,
        labels: { "example.com/gpu": "true" },
        taints: [{ key: "gpu", effect: "NO_SCHEDULE" }],
        update: { maxUnavailable: 1, strategy: "MINIMAL" },
        repair: false,
        releaseVersion: "1.36.3-20260911",
      },
    ]);
    const { inputs } = found.only(groupType);
    assert.equal(inputs["amiType"], "AL2023_x86_64_NVIDIA");
    assert.equal(inputs["capacityType"], "SPOT");
    assert.deepEqual(inputs["instanceTypes"], ["g6.xlarge", "g6e.xlarge"]);
    assert.deepEqual(inputs["scalingConfig"], { minSize: 2, maxSize: 6, desiredSize: 3 });
    assert.deepEqual(inputs["labels"], { "nvidia.com/gpu.present": "true", "example.com/gpu": "true" });
    assert.deepEqual(inputs["taints"], [
      { key: "gpu", effect: "NO_SCHEDULE" },
      { key: "nvidia.com/gpu", effect: "NO_SCHEDULE" },
    ]);
    assert.deepEqual(inputs["updateConfig"], { maxUnavailable: 1, updateStrategy: "MINIMAL" });
    assert.deepEqual(inputs["nodeRepairConfig"], { enabled: false });
    assert.equal(inputs["releaseVersion"], "1.36.3-20260911");
  });

  it("writes nothing into the template that EKS refuses or that opens the node", async () => {
    const { inputs } = (await nodes([general])).only(templateType);
    assert.deepEqual(Object.keys(inputs).sort(), [
      "blockDeviceMappings",
      "description",
      "metadataOptions",
      "monitoring",
      "name",
      "tagSpecifications",
      "tags",
      "updateDefaultVersion",
      "userData",
    ]);
    assert.equal(inputs["name"], "platform-general");
    assert.deepEqual(inputs["monitoring"], { enabled: true });
    assert.deepEqual(inputs["metadataOptions"], {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("encrypts both disks of Bottlerocket with the given key", async () => {
    const { inputs } = (await nodes([{ ...general, volume: { sizeGiB: 120, iops: 6000, throughputMiBs: 250 } }])).only(
      templateType,
    );
    const encrypted = { encrypted: "true", kmsKeyId: unknown, deleteOnTermination: "true", volumeType: "gp3" };
    assert.deepEqual(inputs["blockDeviceMappings"], [
      { deviceName: "/dev/xvda", ebs: { ...encrypted, volumeSize: 4 } },
      { deviceName: "/dev/xvdb", ebs: { ...encrypted, volumeSize: 120, iops: 6000, throughput: 250 } },
    ]);
  });

  it("encrypts the one disk of Amazon Linux", async () => {
    const { inputs } = (await nodes([{ ...general, os: "al2023" }])).only(templateType);
    assert.deepEqual(inputs["blockDeviceMappings"], [
      {
        deviceName: "/dev/xvda",
        ebs: {
          encrypted: "true",
          kmsKeyId: unknown,
          deleteOnTermination: "true",
          volumeType: "gp3",
          volumeSize: 80,
          iops: 3000,
          throughput: 125,
        },
      },
    ]);
  });

  it("tags instances, volumes and network interfaces, which default tags do not reach", async () => {
    const { inputs } = (await nodes([general])).only(templateType);
    const tags = { owner: "platform-team", environment: "test", Name: "platform-general" };
    assert.deepEqual(inputs["tagSpecifications"], [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
      { resourceType: "network-interface", tags },
    ]);
  });

  it("encodes user data, and sends none where there is nothing to say", async () => {
    const settings = { ...general, kubelet: { kubeReserved: { cpu: "100m" } } };
    const some = (await nodes([settings], { ssm: true })).only(templateType).inputs["userData"];
    assert.equal(Buffer.from(String(some), "base64").toString(), '[settings.kubernetes.kube-reserved]\ncpu = "100m"\n');
    assert.equal("userData" in (await nodes([general], { ssm: true })).only(templateType).inputs, false);
  });

  it("has one role of the fewest policies for all groups", async () => {
    const found = await nodes([general, { ...general, name: "other" }]);
    const { name, assumeRolePolicy } = found.only(roleType).inputs;
    assert.equal(name, "platform-nodes");
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceAssumes",
          Effect: "Allow",
          Principal: { Service: "ec2.amazonaws.com" },
          Action: ["sts:AssumeRole"],
        },
      ],
    });
    assert.deepEqual(
      found.ofType(attachmentType).map(({ inputs }) => inputs["policyArn"]),
      [
        "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
        "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      ],
    );
  });

  it("adds the policy of Systems Manager only where asked", async () => {
    const policies = (await nodes([general], { ssm: true })).ofType(attachmentType);
    assert.equal(policies.at(-1)?.inputs["policyArn"], "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore");
  });

  it("makes no access entry, since EKS makes that of a managed group's role", async () => {
    assert.deepEqual((await nodes([general])).ofType("aws:eks/accessEntry:AccessEntry"), []);
  });

  it("waits for cluster, network, network add-ons, policies and key, and leaves before them", async () => {
    const found = await nodes([general]);
    const group = found.only(groupType);
    const earlier = [
      found.only("aws:eks/cluster:Cluster"),
      found.only("aws:eks/addon:Addon"),
      found.only("aws:ec2/natGateway:NatGateway"),
      found.only("aws:kms/key:Key"),
      found.only(templateType),
      ...found.ofType(attachmentType),
    ];
    assert.equal(earlier.length, 7);
    for (const resource of earlier) assert.ok(found.waitsFor(group, resource), `not after ${resource.type}`);
  });

  it("leaves the number of nodes to an autoscaler after creation", async () => {
    assert.deepEqual((await nodes([general])).only(groupType).ignoreChanges, ["scalingConfig.desiredSize"]);
  });

  it("gives EKS the time that draining takes", async () => {
    assert.deepEqual((await nodes([general])).only(groupType).customTimeouts, {
      create: "45m",
      update: "3h",
      delete: "1h",
    });
  });

  it("makes a group in each zone where asked, with a template each", async () => {
    const found = await nodes([{ ...general, perZone: true }]);
    const groups = found.ofType(groupType);
    assert.deepEqual(
      groups.map(({ name }) => name),
      ["nodes-general-a", "nodes-general-b"],
    );
    assert.deepEqual(
      groups.map(({ inputs }) => inputs["subnetIds"]),
      [[unknown], [unknown]],
    );
    assert.deepEqual(
      groups.map(({ propertyDependencies }) => propertyDependencies["subnetIds"]),
      ["private-a", "private-b"].map((subnet) => [found.byName("aws:ec2/subnet:Subnet", subnet).urn]),
    );
    assert.deepEqual(
      found.ofType(templateType).map(({ inputs }) => inputs["name"]),
      ["platform-general-a", "platform-general-b"],
    );
  });

  it("keeps a group's name when sizes, labels and volumes change, and renames it when EKS replaces it", async () => {
    const nameOf = async (change: Partial<NodeGroupSettings>): Promise<unknown> =>
      (await nodes([{ ...general, ...change }])).only(groupType).inputs["nodeGroupName"];
    const name = await nameOf({});
    assert.equal(await nameOf({ maxSize: 9, labels: { a: "b" }, volume: { sizeGiB: 200 } }), name);
    assert.notEqual(await nameOf({ instanceTypes: ["m7g.xlarge"] }), name);
    assert.notEqual(await nameOf({ os: "al2023" }), name);
  });

  it("uses the zones that are named, and refuses one that the network does not have", async () => {
    const subnetOf = async (zones: readonly string[]) => (await nodes([{ ...general, zones }])).only(groupType);
    assert.deepEqual((await subnetOf(["b"])).inputs["subnetIds"], [unknown]);
    await assert.rejects(subnetOf(["c"]), {
      message: 'Node group "general" names zone "c", and the network has a, b; choose of these.',
    });
  });

  it("refuses bad settings with every problem", async () => {
    await assert.rejects(nodes([{ ...general, minSize: 9, capacity: "spot" }]), {
      message:
        'Node group "general":\n' +
        '- capacity is "spot" with the single instance type "m7g.large"; ' +
        "list several of the same size, so that one shortage does not empty the group.\n" +
        "- minSize is 9 and maxSize is 6; make minSize the smaller one.",
    });
  });

  it("refuses two groups of one name", async () => {
    await assert.rejects(nodes([general, general]), {
      message: 'Two node groups are named "general"; give each a name of its own.',
    });
  });

  it("is ready when its groups are", async () => {
    const found = await nodes([general, { ...general, name: "other" }]);
    assert.equal(found.built.ready.length, 2);
    assert.deepEqual(
      found.built.groups.map(({ name }) => name),
      found.ofType(groupType).map(({ inputs }) => inputs["nodeGroupName"]),
    );
  });
});
