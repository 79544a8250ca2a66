import type { Properties } from "../../properties";
import type { CloudObject } from "../cloud";
import { ClusterWorld } from "./cluster-world";
import { administered, keyPolicy, refused, trust } from "./world";

describe("the stand-in cloud refuses of groups of nodes", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
  });
  const nodes = (changes: Properties): CloudObject =>
    world.create("aws:eks/nodeGroup:NodeGroup", { ...world.nodeGroupInputs, nodeGroupName: "more", ...changes });
  const from = (name: string, inputs: Properties, changes: Properties) => {
    const { id } = world.create("aws:ec2/launchTemplate:LaunchTemplate", { name, ...inputs });
    return nodes({ launchTemplate: { id, version: "1" }, ...changes });
  };

  it("node groups with a taken name (G1), another version (G12) or sizes that contradict (G11)", () => {
    refused("G1", () => nodes({ nodeGroupName: "system" }));
    refused("G12", () => nodes({ version: "1.34" }));
    refused("G11", () => nodes({ scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 4 } }));
    refused("N2", () => nodes({ nodeGroupName: "n".repeat(64) }));
    refused("N25", () => nodes({ labels: { team: "" } }));
    refused("N25", () => nodes({ labels: { "node.kubernetes.io/team": "a" } }));
    refused("N25", () => nodes({ taints: [{ key: "a", effect: "NoSchedule" }] }));
    refused("G16", () => nodes({ updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 10 } }));
  });

  it("node groups whose nodes would not join: no CNI (G14), no way out (V12), a role of another service (G12)", () => {
    refused("G12", () => nodes({ nodeRoleArn: world.cloud.iamArn("role/cluster") }));
    world.role("backup", trust("backup.amazonaws.com"));
    refused("G12", () => nodes({ nodeRoleArn: world.cloud.iamArn("role/backup") }));
    refused("V12", () => nodes({ subnetIds: [world.subnet("a", "10.0.9.0/24").id] }));
    const cni = world.cloud.named("aws:eks/addon:Addon", "platform:vpc-cni");
    if (cni) world.cloud.remove(cni);
    refused("G14", () => nodes({}));
  });

  it("templates with a market (G3), beside a disk size (G4), by $Latest (G8), or with volumes nobody may decrypt (K6)", () => {
    const template = (name: string, inputs: Properties) =>
      world.create("aws:ec2/launchTemplate:LaunchTemplate", { name, ...inputs });
    const of = ({ id }: CloudObject, version = "1") => ({ launchTemplate: { id, version } });
    refused("G9", () => nodes({ launchTemplate: { id: "lt-missing", version: "1" } }));
    refused("G3", () => nodes(of(template("spot", { instanceMarketOptions: { marketType: "spot" } }))));
    refused("G4", () => nodes({ ...of(template("plain", {})), diskSize: 20 }));
    refused("G8", () => nodes(of(template("latest", {}), "$Latest")));
    const { outputs } = world.create("aws:kms/key:Key", { policy: keyPolicy() });
    const encrypted = template("encrypted", {
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { kmsKeyId: outputs["arn"] ?? "" } }],
    });
    refused("K6", () => nodes(of(encrypted)));
    const used = template("used", {});
    nodes(of(used));
    refused("G9", () => {
      world.remove(used);
    });
  });

  it("an own image beside EKS's type, version or release (G5) or in a warm pool (G22), and blocks without their market (G19)", () => {
    const imageId = "ami-0123456789abcdef0";
    refused("G5", () => from("typed", { imageId }, { amiType: "AL2023_x86_64_STANDARD" }));
    refused("G5", () => from("released", { imageId }, { releaseVersion: "1.35.0-20260911" }));
    refused("G22", () => from("warm", { imageId }, { warmPoolConfig: { minSize: 1 } }));
    refused("G19", () => from("block", {}, { capacityType: "CAPACITY_BLOCK" }));
    from("market", { instanceMarketOptions: { marketType: "capacity-block" } }, { capacityType: "CAPACITY_BLOCK" });
  });

  it("a role whose entry the stack has made already (G13), and nodes ahead of their control plane (G24)", () => {
    refused("G24", () => {
      world.update(world.nodes, { version: "1.36" });
    });
    const principalArn = world.cloud.iamArn("role/nodes");
    world.create("aws:eks/accessEntry:AccessEntry", { clusterName: "platform", principalArn, type: "EC2_LINUX" });
    refused("G13", () => nodes({}));
  });

  it("tags of a group that is not there (G18)", () => {
    refused("G18", () =>
      world.create("aws:autoscaling/tag:Tag", {
        autoscalingGroupName: "eks-missing",
        tag: { key: "k8s.io/cluster-autoscaler/node-template/label/pool", value: "a", propagateAtLaunch: false },
      }),
    );
  });
});

describe("the stand-in cluster refuses of node classes", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
    world.create("kubernetes:helm.sh/v3:Release", {
      ...{ name: "karpenter", namespace: "kube-system", version: "1.14.1" },
      chart: "oci://public.ecr.aws/karpenter/karpenter",
    });
    world.role("own", trust("ec2.amazonaws.com"), "AmazonEKSWorkerNodePolicy");
    world.create("aws:iam/instanceProfile:InstanceProfile", { name: "own", role: "own" });
  });
  const subnets = () => [{ id: world.subnets[0]?.id ?? "" }];
  const nodeClass = (spec: Properties): CloudObject =>
    world.create("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", {
      ...{ apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: "own" } },
      spec: { instanceProfile: "own", subnetSelectorTerms: subnets(), ...spec },
    });
  const pullImages = () =>
    world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      ...{ role: "own", policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly" },
    });
  const enter = (type: string, role = "own") =>
    world.create("aws:eks/accessEntry:AccessEntry", {
      ...{ clusterName: "platform", principalArn: world.cloud.iamArn(`role/${role}`), type },
    });

  it("terms that select no subnet (S11), and a profile that is not there (S10)", () => {
    refused("S11", () => nodeClass({ subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "platform" } }] }));
    refused("S10", () => nodeClass({ instanceProfile: "missing" }));
  });

  it("a role that lacks a policy of nodes (G14), or an entry of its type (S1)", () => {
    refused("G14", () => nodeClass({}));
    pullImages();
    refused("S1", () => nodeClass({}));
    const wrong = enter("EC2");
    refused("S1", () => nodeClass({}));
    world.remove(wrong);
    enter("EC2_LINUX");
    nodeClass({});
  });

  it("a key that Karpenter may not use for volumes (K8)", () => {
    pullImages();
    enter("EC2_LINUX");
    const encrypted = (kmsKeyID: string) => nodeClass({ blockDeviceMappings: [{ ebs: { kmsKeyID } }] });
    refused("K8", () => encrypted("alias/missing"));
    refused("K8", () => encrypted(world.create("aws:kms/key:Key", { policy: keyPolicy() }).id));
    world.role("platform-karpenter", trust("pods.eks.amazonaws.com"));
    const admits = { ...administered, Principal: { AWS: world.cloud.iamArn("role/platform-karpenter") } };
    encrypted(world.create("aws:kms/key:Key", { policy: keyPolicy(admits) }).id);
  });

  it("in Auto Mode, an entry without its policy (S1), or a key that EKS may not use (K10)", () => {
    pullImages();
    enter("EC2");
    const automatic = { ...world.cluster, inputs: { ...world.cluster.inputs, computeConfig: { enabled: true } } };
    world.cloud.put(automatic);
    const ofAutoMode = (spec: Properties = {}): CloudObject =>
      world.create("kubernetes:eks.amazonaws.com/v1:NodeClass", {
        ...{ apiVersion: "eks.amazonaws.com/v1", kind: "NodeClass", metadata: { name: "own" } },
        spec: { role: "own", subnetSelectorTerms: subnets(), ...spec },
      });
    refused("S1", () => ofAutoMode());
    world.create("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", {
      ...{ clusterName: "platform", principalArn: world.cloud.iamArn("role/own"), accessScope: { type: "cluster" } },
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
    });
    const { id } = world.create("aws:kms/key:Key", { policy: keyPolicy() });
    refused("K10", () => ofAutoMode({ ephemeralStorage: { kmsKeyID: id } }));
    ofAutoMode();
  });
});
