import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { childTransform } from "../../../../components/nodes/self-managed/child-transform";
import { SelfManagedNodeGroups } from "../../../../components/nodes/self-managed/self-managed-node-groups";
import { selfManagedProblems } from "../../../../components/nodes/self-managed/self-managed-problems";
import type { SelfManagedSettings } from "../../../../components/nodes/self-managed/self-managed-settings";
import { registrations, type Registrations } from "../../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const groupType = "eks:index:NodeGroupV2";
const mixed: SelfManagedSettings = {
  name: "mixed",
  instanceTypes: ["m7i.large", "m6i.large"],
  onDemand: { base: 2, percentageAboveBase: 25 },
  minSize: 2,
  maxSize: 8,
};

function nodes(groups: readonly SelfManagedSettings[], drained = false): Promise<Registrations<SelfManagedNodeGroups>> {
  return registrations(
    () => {
      const resource = new aws.eks.Cluster("cluster", {
        name: "platform",
        roleArn: "arn:aws:iam::111122223333:role/platform-cluster",
        vpcConfig: { subnetIds: ["subnet-a", "subnet-b"] },
      });
      const role = { resource: new aws.iam.Role("cluster", { name: "platform-cluster", assumeRolePolicy: "{}" }) };
      const cni = new aws.eks.Addon("vpc-cni", { clusterName: "platform", addonName: "vpc-cni" });
      return new SelfManagedNodeGroups("self-managed", {
        prefix: "platform",
        cluster: {
          ...{ name: "platform", location, version: "1.36", resource, role, beforeNodes: [cni] },
          ...{ endpoint: "https://api.example", certificateAuthority: "Y2E=", serviceRange: "172.20.0.0/16" },
          ...{ securityGroupId: "sg-cluster", vpcId: "vpc-0" },
          kubernetes: new k8s.Provider("platform", { kubeconfig: "{}" }),
        },
        network: {
          privateSubnets: ["a", "b"].map((zone, index) => ({
            id: `subnet-${zone}`,
            availabilityZone: `eu-west-1${zone}`,
            cidr: `10.0.${16 * index}.0/20`,
          })),
          ready: [new aws.ec2.NatGateway("nat", { subnetId: "subnet-a" })],
        },
        volumeKey: new CustomerKey("volumes", {
          name: "platform-volumes",
          description: "Volumes",
          location,
          statements: [],
        }),
        groups,
        drained,
        tags: { owner: "platform-team" },
      });
    },
    { invokes: { "aws:ssm/getParameter:getParameter": ({ name }) => ({ insecureValue: `image of ${String(name)}` }) } },
  );
}

describe("SelfManagedNodeGroups", () => {
  it("gives the component what keeps nodes private, encrypted and in the cluster", async () => {
    const { inputs } = (await nodes([mixed])).only(groupType);
    assert.equal(inputs["nodeAssociatePublicIpAddress"], false);
    assert.equal(inputs["nodeRootVolumeEncrypted"], true);
    assert.equal(inputs["nodeSecurityGroupId"], "sg-cluster");
    assert.deepEqual(inputs["nodeSubnetIds"], ["subnet-a", "subnet-b"]);
    assert.equal(inputs["instanceProfileName"], "platform-self-managed-nodes");
    assert.equal(inputs["operatingSystem"], "Bottlerocket");
    assert.equal(
      inputs["amiId"],
      "image of /aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_id",
      "the image that AWS publishes",
    );
    assert.deepEqual(inputs["bottlerocketSettings"], {
      settings: {
        kubernetes: {
          "max-pods": 110,
          "kube-reserved": { cpu: "70m", memory: "1465Mi", "ephemeral-storage": "1Gi" },
        },
        "host-containers": { control: { enabled: false } },
      },
    });
  });

  it("marks instances, and no volumes, for the handler that drains them", async () => {
    const specifications = async (drained: boolean) =>
      (await nodes([mixed], drained)).only(groupType).inputs["launchTemplateTagSpecifications"];
    const plain = { owner: "platform-team", Name: "platform-mixed" };
    const others = ["volume", "network-interface"].map((resourceType) => ({ resourceType, tags: plain }));
    assert.deepEqual(await specifications(false), [{ resourceType: "instance", tags: plain }, ...others]);
    assert.deepEqual(await specifications(true), [
      { resourceType: "instance", tags: { ...plain, "aws-node-termination-handler/platform": "true" } },
      ...others,
    ]);
  });

  it("names the image of a release, and the kubelet's settings of Amazon Linux", async () => {
    const steady: SelfManagedSettings = {
      name: "steady",
      os: "al2023",
      release: "20260911",
      instanceTypes: ["c7g.large"],
      minSize: 1,
      maxSize: 2,
      taints: [{ key: "steady", value: "yes", effect: "NO_EXECUTE" }],
    };
    const { inputs } = (await nodes([steady])).only(groupType);
    assert.equal(
      inputs["amiId"],
      "image of /aws/service/eks/optimized-ami/1.36/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.36-v20260911/image_id",
    );
    assert.deepEqual(inputs["taints"], { steady: { value: "yes", effect: "NoExecute" } });
    const [option] = inputs["nodeadmExtraOptions"] as readonly { contentType: string; content: string }[];
    assert.equal(option?.contentType, "application/node.eks.aws");
    assert.deepEqual((JSON.parse(option.content) as { spec: unknown }).spec, {
      kubelet: {
        config: { maxPods: 110, kubeReserved: { cpu: "70m", memory: "1465Mi", "ephemeral-storage": "1Gi" } },
      },
    });
  });

  it("lets its own role in, before any node", async () => {
    const found = await nodes([mixed]);
    const entry = found.only("aws:eks/accessEntry:AccessEntry");
    assert.equal(entry.inputs["type"], "EC2_LINUX");
    assert.equal(entry.inputs["principalArn"], "arn:aws:iam::111122223333:role/platform-self-managed-nodes");
    const group = found.only(groupType);
    const earlier = [
      entry,
      found.only("aws:eks/addon:Addon"),
      found.only("aws:ec2/natGateway:NatGateway"),
      found.only("aws:iam/instanceProfile:InstanceProfile"),
      found.only("aws:kms/key:Key"),
      ...found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
    ];
    for (const resource of earlier) assert.ok(found.waitsFor(group, resource), `not after ${resource.type}`);
  });

  it("refuses bad settings with every problem", async () => {
    await assert.rejects(nodes([{ ...mixed, instanceTypes: ["m7i.large"], minSize: 9 }]), {
      message:
        'Node group "mixed":\n' +
        "- minSize is 9 and maxSize is 8; make minSize the smaller one.\n" +
        '- onDemand leaves spot capacity with the single instance type "m7i.large"; ' +
        "list several of the same size, so that one shortage does not empty the group.",
    });
  });
});

describe("childTransform", () => {
  const transformed = async (type: string, props: pulumi.Inputs, settings: SelfManagedSettings) => {
    const blockDevices = [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: "key" } }];
    const transform = childTransform({ name: "platform-mixed", settings, blockDevices, tags: { owner: "team" } });
    const result = await transform({ type, name: "child", props, opts: {}, custom: true });
    return result?.props;
  };
  const oneHop = { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 };
  const group = "aws:autoscaling/group:Group";

  it("lets no pod reach the metadata, and encrypts with the given key", async () => {
    const props = await transformed(
      "aws:ec2/launchTemplate:LaunchTemplate",
      { userData: "x", blockDeviceMappings: [] },
      mixed,
    );
    assert.deepEqual(props?.["metadataOptions"], oneHop);
    assert.equal(props["userData"], "x");
    assert.equal(props["name"], "platform-mixed");
    assert.deepEqual(props["blockDeviceMappings"], [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: "key" } },
    ]);
  });

  it("tells the policies of the metadata options by the component", async () => {
    assert.deepEqual((await transformed(groupType, {}, mixed))?.["metadataOptions"], oneHop);
  });

  it("mixes on-demand and spot capacity of several types", async () => {
    const props = await transformed(group, { minSize: 2, launchTemplate: { name: "lt", version: "3" } }, mixed);
    assert.deepEqual(props, {
      name: "platform-mixed",
      minSize: 2,
      capacityRebalance: true,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateName: "lt", version: "3" },
          overrides: [{ instanceType: "m7i.large" }, { instanceType: "m6i.large" }],
        },
        instancesDistribution: {
          onDemandAllocationStrategy: "prioritized",
          onDemandBaseCapacity: 2,
          onDemandPercentageAboveBaseCapacity: 25,
          spotAllocationStrategy: "price-capacity-optimized",
        },
      },
    });
  });

  it("keeps the template of a group with one type, and adds its warm pool", async () => {
    const steady: SelfManagedSettings = {
      name: "steady",
      instanceTypes: ["c7g.large"],
      minSize: 1,
      maxSize: 2,
      warmPool: { minSize: 1, state: "running" },
    };
    const launchTemplate = { name: "lt", version: "3" };
    assert.deepEqual(await transformed(group, { launchTemplate }, steady), {
      name: "platform-mixed",
      launchTemplate,
      warmPool: { minSize: 1, poolState: "Running", instanceReusePolicy: { reuseOnScaleIn: false } },
    });
  });

  it("leaves everything else alone", async () => {
    assert.equal(await transformed("aws:ec2/securityGroup:SecurityGroup", {}, mixed), undefined);
  });
});

describe("selfManagedProblems", () => {
  const table: readonly (readonly [string, Partial<SelfManagedSettings>, readonly string[]])[] = [
    [
      "more on-demand instances than the group may have",
      { onDemand: { base: 9, percentageAboveBase: 101 } },
      [
        "onDemand.base is 9; write a whole number of at most maxSize 8.",
        "onDemand.percentageAboveBase is 101; write a whole percentage from 0 to 100.",
      ],
    ],
    [
      "a warm pool beside spot capacity",
      { warmPool: {} },
      ["warmPool is given beside spot capacity, which can't wait in one; leave one of the two out."],
    ],
    [
      "a hibernated pool of Bottlerocket",
      { onDemand: { percentageAboveBase: 100 }, warmPool: { state: "hibernated" } },
      ['warmPool.state is "hibernated", which Bottlerocket can\'t do; write "stopped" or "running".'],
    ],
    [
      "a release of an own image",
      { release: "1.50.0", image: { id: "ami-0123456789abcdef0", bootstrap: "bottlerocket" } },
      ['release is "1.50.0" beside an own image, which has none; leave it out.'],
    ],
    [
      "a refresh that keeps more than everything",
      { refresh: { minHealthyPercentage: 120 } },
      ["refresh.minHealthyPercentage is 120; write a whole percentage from 0 to 100."],
    ],
    [
      "two taints of one key",
      {
        taints: [
          { key: "a", effect: "NO_SCHEDULE" },
          { key: "a", effect: "NO_EXECUTE" },
        ],
      },
      ['taints[1] repeats the key "a", and a group of its own management has one taint of a key; drop one.'],
    ],
  ];

  it("finds none in good settings, nor in own images with a warm pool, which only EKS refuses", () => {
    assert.deepEqual(selfManagedProblems(mixed), []);
    const image = { id: "ami-0123456789abcdef0", bootstrap: "nodeadm" } as const;
    const onDemand = { percentageAboveBase: 100 };
    assert.deepEqual(
      selfManagedProblems({ ...mixed, onDemand, image, warmPool: { state: "hibernated", reuse: true } }),
      [],
    );
  });

  for (const [why, change, problems] of table) {
    it(`refuses ${why}`, () => {
      assert.deepEqual(selfManagedProblems({ ...mixed, ...change }), problems);
    });
  }
});
