import * as aws from "@pulumi/aws";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { autoScalingLaunches } from "../../../../components/encryption/key-policy";
import { ManagedNodeGroups, type ManagedNodeGroupsArgs, type NodeGroupSettings } from "../../../../components/nodes";
import { registrations, type Registrations } from "../../registrations";

export const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
export const roleType = "aws:iam/role:Role";
export const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
export const groupType = "aws:eks/nodeGroup:NodeGroup";

export const general: NodeGroupSettings = { name: "general", instanceTypes: ["m7g.large"], minSize: 2, maxSize: 6 };

/** The managed nodes of a cluster in two zones. */
export function nodes(
  groups: readonly NodeGroupSettings[],
  change: Partial<ManagedNodeGroupsArgs> = {},
): Promise<Registrations<ManagedNodeGroups>> {
  return registrations(() => {
    const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
    const privateSubnets = ["a", "b"].map((zone, index) => {
      const availabilityZone = `eu-west-1${zone}`;
      const cidr = `10.0.${String(16 * index)}.0/20`;
      const { id } = new aws.ec2.Subnet(`private-${zone}`, { vpcId: vpc.id, cidrBlock: cidr, availabilityZone });
      return { id, availabilityZone, cidr };
    });
    const nat = new aws.ec2.NatGateway("nat", { subnetId: privateSubnets[0]?.id ?? "" });
    const resource = new aws.eks.Cluster("cluster", {
      name: "platform",
      roleArn: "arn:aws:iam::111122223333:role/platform-cluster",
      vpcConfig: { subnetIds: privateSubnets.map(({ id }) => id) },
    });
    const cni = new aws.eks.Addon("vpc-cni", { clusterName: "platform", addonName: "vpc-cni" });
    const volumeKey = new CustomerKey("volumes", {
      name: "platform-volumes",
      description: "Volumes",
      location,
      statements: autoScalingLaunches(location),
    });
    return new ManagedNodeGroups("nodes", {
      prefix: "platform",
      cluster: {
        ...{ name: "platform", location, version: "1.36", resource, beforeNodes: [cni] },
        ...{ endpoint: "https://api.example", certificateAuthority: "Y2E=", serviceRange: "172.20.0.0/16" },
        ...{ securityGroupId: "sg-cluster", vpcId: vpc.id },
      },
      network: { privateSubnets, ready: [nat] },
      volumeKey,
      groups,
      tags: { owner: "platform-team", environment: "test" },
      ...change,
    });
  });
}
