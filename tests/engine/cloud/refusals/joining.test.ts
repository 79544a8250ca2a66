import type { Properties } from "../../properties";
import type { CloudObject } from "../cloud";
import { ClusterWorld } from "./cluster-world";
import { policy, refused, trust } from "./world";

describe("the stand-in cloud refuses of nodes that would not join", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
  });
  const nodes = (changes: Properties) =>
    world.create("aws:eks/nodeGroup:NodeGroup", { ...world.nodeGroupInputs, nodeGroupName: "second", ...changes });
  const from = (inputs: Properties) => {
    const { id } = world.create("aws:ec2/launchTemplate:LaunchTemplate", inputs);
    return nodes({ launchTemplate: { id, version: "1" } });
  };
  const group = () =>
    world.create("aws:ec2/securityGroup:SecurityGroup", { name: "nodes", vpcId: world.vpc.id, description: "Nodes" });
  const shared = () =>
    (world.cluster.outputs["vpcConfig"] as { readonly clusterSecurityGroupId: string }).clusterSecurityGroupId;

  it("security groups in two places, or none that the control plane lets in (G7)", () => {
    const { id } = group();
    refused("G7", () => from({ name: "closed", vpcSecurityGroupIds: [id] }));
    const networkInterfaces = [{ securityGroups: [shared()] }];
    refused("G7", () => from({ name: "twice", vpcSecurityGroupIds: [shared()], networkInterfaces }));
    world.create("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      ...{ securityGroupId: shared(), referencedSecurityGroupId: id },
      ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443 },
    });
    from({ name: "admitted", vpcSecurityGroupIds: [id] });
  });

  it("an encrypted disk beside the root that stays as the image has it (S15)", () => {
    const disk = (deviceName: string) => ({ blockDeviceMappings: [{ deviceName, ebs: { encrypted: true } }] });
    refused("S15", () => from({ name: "beside", ...disk("/dev/xvdb") }));
    from({ name: "root", ...disk("/dev/xvda") });
  });

  it("a network add-on that may not give pods their addresses (G14)", () => {
    world.role("bare", trust("ec2.amazonaws.com"), "AmazonEKSWorkerNodePolicy");
    refused("G14", () => nodes({ nodeRoleArn: world.cloud.iamArn("role/bare") }));
  });

  it("a repair that is limited by a count and a percentage (G21)", () => {
    refused("G21", () =>
      nodes({ nodeRepairConfig: { maxUnhealthyNodeThresholdCount: 1, maxUnhealthyNodeThresholdPercentage: 10 } }),
    );
  });

  it("a role for an add-on's pods by an issuer that IAM does not know (A8)", () => {
    const issuer = (world.cluster.outputs["identities"] as readonly [{ oidcs: readonly [{ issuer: string }] }])[0];
    const serviceAccountRoleArn = world.cloud.iamArn("role/nodes");
    refused("A8", () => world.addon("kube-proxy", { serviceAccountRoleArn }));
    world.create("aws:iam/openIdConnectProvider:OpenIdConnectProvider", {
      ...{ url: issuer.oidcs[0].issuer, clientIdLists: ["sts.amazonaws.com"] },
    });
    world.addon("kube-proxy", { serviceAccountRoleArn });
  });
});

describe("the stand-in cloud refuses of clusters of IPv6", () => {
  const world = new ClusterWorld();
  const subnet = (zone: string, block: number, more: Properties) =>
    world.create("aws:ec2/subnet:Subnet", {
      ...{ vpcId: world.vpc.id, availabilityZone: `eu-west-1${zone}`, cidrBlock: `10.0.${block}.0/24` },
      ...more,
    });
  const dual = (block: number) => ({ ipv6CidrBlock: `2001:db8:0:${block}::/64` });
  const cluster = (subnets: readonly CloudObject[], more: Properties = {}) =>
    world.create("aws:eks/cluster:Cluster", {
      ...{ ...world.clusterInputs, name: "six", kubernetesNetworkConfig: { ipFamily: "ipv6", ...more } },
      ...{ enabledClusterLogTypes: [] },
      vpcConfig: { subnetIds: subnets.map(({ id }) => id), endpointPrivateAccess: true, endpointPublicAccess: false },
    });

  it("subnets or service addresses of IPv4, nodes without addresses of IPv6, and pods that get none (V11)", () => {
    refused("V11", () => cluster(world.subnets));
    const [first, second] = [subnet("a", 20, dual(20)), subnet("b", 21, dual(21))];
    refused("V11", () => cluster([first, second], { serviceIpv4Cidr: "172.20.0.0/16" }));
    cluster([first, second]);
    const driver = world.role("cni", trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"));
    world.create("aws:eks/addon:Addon", {
      ...{ clusterName: "six", addonName: "vpc-cni" },
      podIdentityAssociations: [{ serviceAccount: "aws-node", roleArn: driver.outputs["arn"] ?? "" }],
    });
    const nodes = ({ id }: CloudObject) =>
      world.create("aws:eks/nodeGroup:NodeGroup", { ...world.nodeGroupInputs, clusterName: "six", subnetIds: [id] });
    const given = subnet("a", 22, { ...dual(22), assignIpv6AddressOnCreation: true });
    world.create("aws:ec2/routeTableAssociation:RouteTableAssociation", {
      ...{ subnetId: given.id, routeTableId: world.table.id },
    });
    refused("V11", () => nodes(given));
    world.create("aws:iam/rolePolicy:RolePolicy", {
      ...{ name: "addresses", role: "cni", policy: policy({ Action: "ec2:AssignIpv6Addresses", Resource: "*" }) },
    });
    refused("V11", () => nodes(first));
    nodes(given);
  });
});

describe("the stand-in cloud refuses of networks of hybrid nodes", () => {
  const world = new ClusterWorld();
  const cluster = (nodeRanges: readonly string[], more: Properties = {}) =>
    world.create("aws:eks/cluster:Cluster", {
      ...{ ...world.clusterInputs, name: "hybrid", enabledClusterLogTypes: [] },
      remoteNetworkConfig: { remoteNodeNetworks: { cidrs: nodeRanges } },
      ...more,
    });

  it("public or overlapping ranges, or none (E22), and an endpoint that is public and private (E21)", () => {
    refused("E22", () => cluster([]));
    refused("E22", () => cluster(["203.0.113.0/24"]));
    refused("E22", () => cluster(["10.0.0.0/24"]));
    refused("E22", () => cluster(["172.20.4.0/24"]));
    refused("E22", () => cluster(["10.8.0.0/16", "10.8.4.0/24"]));
    const vpcConfig = world.clusterInputs["vpcConfig"] as Properties;
    refused("E21", () => cluster(["10.8.0.0/16"], { vpcConfig: { ...vpcConfig, endpointPublicAccess: true } }));
    cluster(["10.8.0.0/16"]);
  });
});
