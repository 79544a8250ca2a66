import { ClusterWorld } from "./cluster-world";
import type { CloudObject } from "../cloud";
import type { Properties } from "../../properties";
import { accountId, keyPolicy, policy, refused, trust, administered } from "./world";

const clusterToken = "aws:eks/cluster:Cluster";

describe("the stand-in cloud refuses of clusters", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
  });
  const second = (changes: Properties) =>
    world.create(clusterToken, { ...world.clusterInputs, name: "second", ...changes });
  const withVpc = (changes: Properties) =>
    second({ vpcConfig: { ...(world.clusterInputs["vpcConfig"] as Properties), ...changes } });

  it("a name with a dot or one that is taken (N1)", () => {
    refused("N1", () => second({ name: "a.b" }));
    refused("N1", () => second({ name: "platform" }));
  });

  it("subnets of one zone, or of another VPC (V2)", () => {
    const [first] = world.subnets;
    refused("V2", () => withVpc({ subnetIds: [first?.id ?? ""] }));
    const other = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" });
    const foreign = world.create("aws:ec2/subnet:Subnet", {
      vpcId: other.id,
      availabilityZone: "eu-west-1b",
      cidrBlock: "10.1.0.0/24",
    });
    refused("V2", () => withVpc({ subnetIds: [first?.id ?? "", foreign.id] }));
  });

  it("endpoints that nobody reaches (E20) and service addresses inside the VPC or beyond /12 (E23)", () => {
    refused("E20", () => withVpc({ endpointPrivateAccess: false }));
    refused("E23", () => second({ kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/16" } }));
    refused("E23", () => second({ kubernetesNetworkConfig: { serviceIpv4Cidr: "172.16.0.0/8" } }));
  });

  it("security groups that are not there (E28)", () => {
    refused("E28", () => withVpc({ securityGroupIds: ["sg-missing"] }));
  });

  it("entries with a username of EKS's own (N24)", () => {
    world.role("team", trust("ec2.amazonaws.com"));
    const entry = (userName: string) =>
      world.create("aws:eks/accessEntry:AccessEntry", {
        ...{ clusterName: "platform", principalArn: world.cloud.iamArn("role/team"), type: "STANDARD", userName },
      });
    refused("N24", () => entry("system:masters"));
    entry("team");
  });

  it("Fargate profiles beside another under way, in public subnets, with six selectors, or for a role of somebody else (S7)", () => {
    const isolated = world.subnet("a", "10.0.9.0/24");
    const fargateTrust = policy({
      Principal: { Service: "eks-fargate-pods.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: { ArnLike: { "aws:SourceArn": world.cloud.arn("eks", "fargateprofile/platform/*") } },
    });
    world.role("fargate", fargateTrust);
    const profile = (changes: Properties) =>
      world.create("aws:eks/fargateProfile:FargateProfile", {
        ...{ clusterName: "platform", fargateProfileName: "system", subnetIds: [isolated.id] },
        ...{ podExecutionRoleArn: world.cloud.iamArn("role/fargate"), selectors: [{ namespace: "kube-system" }] },
        ...changes,
      });
    refused("N3", () => profile({ fargateProfileName: "eks-system" }));
    refused("S7", () => profile({ subnetIds: world.subnets.map(({ id }) => id) }));
    refused("S7", () => profile({ selectors: Array.from({ length: 6 }, (_, index) => ({ namespace: `a${index}` })) }));
    const labels = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((key) => [key, "x"]));
    refused("E34", () => profile({ selectors: [{ namespace: "kube-system", labels }] }));
    refused("S7", () => profile({ podExecutionRoleArn: world.cloud.iamArn("role/nodes") }));
    const first = profile({});
    world.cloud.put({ ...first, status: "creating" });
    refused("S7", () => profile({ fargateProfileName: "tenants" }));
  });

  it("an add-on whose pods no profile takes, or CoreDNS that is meant for nodes (A1)", () => {
    world.cloud.remove(world.nodes);
    const identity = { type: "aws:eks/fargateProfile:FargateProfile", id: "platform:dns", identity: "platform:dns" };
    const selectors = [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }];
    const inputs = { clusterName: "platform", selectors };
    world.cloud.put({ ...identity, inputs, outputs: {}, origin: "stack", status: "active" });
    const dns = world.cloud.named("aws:eks/addon:Addon", "platform:coredns");
    if (dns) world.cloud.remove(dns);
    refused("A1", () => world.addon("metrics-server"));
    refused("A1", () => world.addon("coredns"));
    world.addon("coredns", { configurationValues: '{"computeType":"Fargate"}' });
  });

  it("an add-on whose pods wait for nodes of Karpenter before it has started one (A1)", () => {
    world.cloud.remove(world.nodes);
    refused("A1", () => world.addon("metrics-server"));
    const tags = { "karpenter.sh/nodepool": "general", "kubernetes.io/cluster/platform": "owned" };
    const node = { type: "aws:ec2/instance:Instance", id: "i-0", identity: "i-0", inputs: { tags }, outputs: {} };
    world.cloud.put({ ...node, origin: "service", status: "active" });
    world.addon("metrics-server");
  });

  it("a role that does not exist or has no policy (E6), or is not trusted (E7)", () => {
    const roleArn = (name: string) => world.cloud.iamArn(`role/${name}`);
    refused("E6", () => second({ roleArn: roleArn("missing") }));
    world.role("bare", trust("eks.amazonaws.com"));
    refused("E6", () => second({ roleArn: roleArn("bare") }));
    refused("E7", () => second({ roleArn: roleArn("nodes") }));
  });

  const autoMode = (enabled: boolean): Properties => ({
    computeConfig: { enabled },
    storageConfig: { blockStorage: { enabled } },
    kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16", elasticLoadBalancing: { enabled } },
  });

  it("Auto Mode in part (E24), by a role that lacks its rights (E7), or with pools and no role for their nodes (E24)", () => {
    refused("E24", () => second({ computeConfig: { enabled: true } }));
    refused("E7", () => second({ ...autoMode(true), enabledClusterLogTypes: [] }));
    const clusterName = "second";
    world.role("auto", trust("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"), "AmazonEKSClusterPolicy");
    for (const part of ["Compute", "BlockStorage", "LoadBalancing", "Networking"])
      world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        ...{ role: "auto", policyArn: `arn:aws:iam::aws:policy/AmazonEKS${part}Policy` },
      });
    const inMode = (computeConfig: Properties): Properties => ({
      ...{ ...autoMode(true), name: clusterName, roleArn: world.cloud.iamArn("role/auto"), enabledClusterLogTypes: [] },
      computeConfig: { enabled: true, ...computeConfig },
    });
    refused("E24", () => second(inMode({ nodePools: ["system"] })));
    refused("E24", () => second(inMode({ nodePools: ["everything"], nodeRoleArn: world.cloud.iamArn("role/nodes") })));
    refused("G14", () => second(inMode({ nodePools: ["system"], nodeRoleArn: world.cloud.iamArn("role/missing") })));
    second(inMode({}));
  });

  it("to leave Auto Mode by saying nothing of it, or without the rights to end what it runs (E24)", () => {
    const running: CloudObject = { ...world.cluster, inputs: { ...world.cluster.inputs, ...autoMode(true) } };
    refused("E24", () => {
      world.update(running, { computeConfig: null, storageConfig: null });
    });
    refused("E24", () => {
      world.update(running, autoMode(false));
    });
    for (const part of ["Compute", "BlockStorage", "LoadBalancing", "Networking"])
      world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        ...{ role: "cluster", policyArn: `arn:aws:iam::aws:policy/AmazonEKS${part}Policy` },
      });
    world.update(running, autoMode(false));
  });

  it("logs without a group made before (E13)", () => {
    refused("E13", () => second({}));
    second({ enabledClusterLogTypes: [] });
  });

  it("a key for secrets that the cluster's role may not use (K5)", () => {
    const encrypted = (policy: string) => {
      const { outputs } = world.create("aws:kms/key:Key", { policy });
      second({
        enabledClusterLogTypes: [],
        encryptionConfig: { provider: { keyArn: outputs["arn"] ?? "" }, resources: ["secrets"] },
      });
    };
    refused("K5", () => {
      encrypted(keyPolicy());
    });
    encrypted(keyPolicy({ ...administered, Principal: { AWS: world.cloud.iamArn("role/cluster") } }));
  });

  it("a version two minors higher or lower, or ahead of nodes that lag (E16, E18)", () => {
    refused("E16", () => {
      world.update(world.cluster, { version: "1.37" });
    });
    refused("E18", () => {
      world.update(world.cluster, { version: "1.34" });
    });
    world.update(world.cluster, { version: "1.36" });
    world.cloud.put({ ...world.nodes, outputs: { ...world.nodes.outputs, version: "1.34" } });
    refused("E16", () => {
      world.update(world.cluster, { version: "1.36" });
    });
  });

  it("subnets of another set of zones (V5), another key (E2) and an authentication mode back (E8)", () => {
    const third = world.subnet("c", "10.0.2.0/24");
    const subnetIds = [...world.subnets, third].map(({ id }) => id);
    refused("V5", () => {
      world.update(world.cluster, { vpcConfig: { ...(world.clusterInputs["vpcConfig"] as Properties), subnetIds } });
    });
    refused("E8", () => {
      world.update(world.cluster, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } });
    });
    const encrypted = {
      ...world.cluster,
      inputs: { ...world.cluster.inputs, encryptionConfig: { provider: { keyArn: "a" } } },
    };
    refused("E2", () => {
      world.update(encrypted, { encryptionConfig: { provider: { keyArn: "b" } } });
    });
  });

  it("to delete a cluster that is protected (E14) or has nodes (E15)", () => {
    refused("E15", () => {
      world.remove(world.cluster);
    });
    refused("E14", () => {
      world.remove({ ...world.cluster, inputs: { ...world.cluster.inputs, deletionProtection: true } });
    });
  });

  it("anything while the cluster is being updated (E4)", () => {
    world.cloud.put({ ...world.cluster, status: "updating" });
    refused("E4", () => world.addon("kube-proxy"));
    refused("E4", () => {
      world.update({ ...world.cluster, status: "updating" }, { version: "1.36" });
    });
  });

  it("identity providers that are not on https, reserve a prefix or come twice (E32), and what is made beside one (E4)", () => {
    const associate = (name: string, issuerUrl: string, changes: Properties = {}) =>
      world.create("aws:eks/identityProviderConfig:IdentityProviderConfig", {
        clusterName: "platform",
        oidc: { identityProviderConfigName: name, issuerUrl, clientId: "kubernetes", ...changes },
      });
    refused("E32", () => associate("a", "http://login.example.com"));
    refused("E32", () => associate("a", "https://login.example.com?tenant=1"));
    refused("E32", () => associate("a", "https://login.example.com", { groupsPrefix: "system:masters" }));
    const first = associate("a", "https://login.example.com");
    refused("E32", () => associate("b", "https://login.example.com"));
    world.cloud.put({ ...first, status: "creating" });
    refused("E4", () => associate("b", "https://identity.example.org"));
    refused("E4", () => world.addon("kube-proxy"));
    world.cloud.put(first);
    associate("b", "https://identity.example.org");
  });

  it("access for a session, for a missing role, or twice (E11, E9), and policies without an entry or of IAM (E12, E10)", () => {
    const entry = (principalArn: string) =>
      world.create("aws:eks/accessEntry:AccessEntry", { ...world.deployerEntry, principalArn });
    refused("E11", () => entry(`arn:aws:sts::${accountId}:assumed-role/deployer/session`));
    refused("E11", () => entry(`arn:aws:iam::${accountId}:role/missing`));
    refused("E9", () => entry(`arn:aws:iam::${accountId}:role/deployer`));
    const association = (changes: Properties) =>
      world.create("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", { ...world.deployerPolicy, ...changes });
    refused("E12", () => association({ principalArn: `arn:aws:iam::${accountId}:role/cluster` }));
    refused("E10", () => association({ policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterAdminPolicy" }));
    refused("E12", () =>
      association({
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        accessScope: { type: "namespace" },
      }),
    );
    refused("E12", () => association({}));
  });

  it("an add-on twice (A5), without nodes for its pods (A1), or a role for two accounts' pods (I9, A7)", () => {
    refused("A5", () => world.addon("coredns"));
    refused("N4", () => world.addon("kube-proxy", { addonVersion: "1.36" }));
    refused("A4", () => world.addon("kube-proxy", { resolveConflictsOnCreate: "PRESERVE" }));
    world.role("csi", trust("pods.eks.amazonaws.com"));
    const identity = (name: string) => ({
      podIdentityAssociations: [{ roleArn: world.cloud.iamArn(`role/${name}`), serviceAccount: "controller" }],
    });
    refused("A7", () => world.addon("aws-ebs-csi-driver", identity("missing")));
    // Without TagSession, Pod Identity cannot use it.
    refused("I9", () => world.addon("aws-ebs-csi-driver", identity("csi")));
    world.role("pods", trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"));
    world.addon("aws-ebs-csi-driver", identity("pods"));
    refused("I9", () => world.addon("aws-efs-csi-driver", identity("pods")));
    world.remove(world.nodes);
    refused("A1", () => world.addon("metrics-server"));
    world.addon("eks-node-monitoring-agent");
  });
});
