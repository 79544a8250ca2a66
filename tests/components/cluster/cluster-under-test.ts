import { Cluster } from "../../../components/cluster/cluster";
import type { ClusterArgs } from "../../../components/cluster/cluster-args";
import { registrations, type Registration, type Registrations } from "../registrations";
import { clusterArgs, clusterNetwork } from "./cluster-network";

export const arn = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";
export const types = {
  addon: "aws:eks/addon:Addon",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  cluster: "aws:eks/cluster:Cluster",
  entry: "aws:eks/accessEntry:AccessEntry",
  key: "aws:kms/key:Key",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  oidc: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
  provider: "pulumi:providers:kubernetes",
  role: "aws:iam/role:Role",
  rule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
} as const;

/** A cluster with the least arguments and some changes. */
export function build(changes: Partial<ClusterArgs> = {}, network?: Parameters<typeof clusterNetwork>[0]) {
  return registrations(() => new Cluster("main", { ...clusterArgs(clusterNetwork(network)), ...changes }));
}

/** Names of the resources of a type, sorted. */
export function names(found: Registrations, type: string): readonly string[] {
  return found
    .ofType(type)
    .map(({ name }: Registration) => name)
    .sort();
}
