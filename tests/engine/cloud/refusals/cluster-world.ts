import { text, type Properties } from "../../properties";
import type { CloudObject } from "../cloud";
import { trust, World } from "./world";

/** A world with a network, a cluster that its deployer administers, and nodes. */
export class ClusterWorld extends World {
  readonly vpc = this.create("aws:ec2/vpc:Vpc", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
    enableDnsSupport: true,
  });
  readonly gateway = this.create("aws:ec2/internetGateway:InternetGateway", { vpcId: this.vpc.id });
  readonly table = this.create("aws:ec2/routeTable:RouteTable", { vpcId: this.vpc.id });
  readonly subnets = ["a", "b"].map((zone, index) => this.subnet(zone, `10.0.${index}.0/24`));
  readonly cluster: CloudObject;
  readonly nodes: CloudObject;

  constructor() {
    super();
    this.create("aws:ec2/route:Route", {
      ...{ routeTableId: this.table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: this.gateway.id },
    });
    for (const { id } of this.subnets) {
      this.create("aws:ec2/routeTableAssociation:RouteTableAssociation", { subnetId: id, routeTableId: this.table.id });
    }
    this.role("cluster", trust("eks.amazonaws.com"), "AmazonEKSClusterPolicy");
    this.role("nodes", trust("ec2.amazonaws.com"), "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy");
    this.create("aws:cloudwatch/logGroup:LogGroup", { name: "/aws/eks/platform/cluster" });
    this.cluster = this.create("aws:eks/cluster:Cluster", this.clusterInputs);
    this.session = { clusterName: "platform", endpoint: text(this.cluster.outputs, "endpoint") };
    this.create("aws:eks/accessEntry:AccessEntry", this.deployerEntry);
    this.create("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", this.deployerPolicy);
    this.addon("vpc-cni");
    this.nodes = this.create("aws:eks/nodeGroup:NodeGroup", this.nodeGroupInputs);
    this.addon("coredns");
  }

  get clusterInputs(): Properties {
    return {
      name: "platform",
      roleArn: this.cloud.iamArn("role/cluster"),
      version: "1.35",
      enabledClusterLogTypes: ["audit"],
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" },
      vpcConfig: {
        subnetIds: this.subnets.map(({ id }) => id),
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
    };
  }

  get nodeGroupInputs(): Properties {
    return {
      clusterName: "platform",
      nodeGroupName: "system",
      nodeRoleArn: this.cloud.iamArn("role/nodes"),
      subnetIds: this.subnets.map(({ id }) => id),
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 4 },
    };
  }

  get deployerEntry(): Properties {
    return { clusterName: "platform", principalArn: this.cloud.account.callerRoleArn, type: "STANDARD" };
  }

  get deployerPolicy(): Properties {
    return {
      ...{ clusterName: "platform", principalArn: this.cloud.account.callerRoleArn },
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    };
  }

  subnet(zone: string, cidrBlock: string): CloudObject {
    return this.create("aws:ec2/subnet:Subnet", {
      vpcId: this.vpc.id,
      availabilityZone: `eu-west-1${zone}`,
      cidrBlock,
    });
  }

  role(name: string, assumeRolePolicy: string, ...managedPolicies: readonly string[]): CloudObject {
    const made = this.create("aws:iam/role:Role", { name, assumeRolePolicy });
    for (const policy of managedPolicies)
      this.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        ...{ role: name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
      });
    return made;
  }

  addon(addonName: string, inputs: Properties = {}): CloudObject {
    return this.create("aws:eks/addon:Addon", { clusterName: "platform", addonName, ...inputs });
  }
}
