import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface ControlPlaneSecurityGroupArgs {
  /** Name of the cluster; the group's is `<cluster>-control-plane`. */
  readonly clusterName: string;
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 ranges from outside the cluster that call the private endpoint. */
  readonly clientCidrs: readonly string[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A security group for the network interfaces of the control plane that admits HTTPS from the given ranges. Nodes and
 * pods need no such rule, since they share the cluster's own group, nor does it need an egress rule: that group has one.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export function controlPlaneSecurityGroup(
  name: string,
  { clusterName, vpcId, clientCidrs, tags }: ControlPlaneSecurityGroupArgs,
  parent: pulumi.Resource,
): { readonly group: aws.ec2.SecurityGroup; readonly rules: readonly pulumi.Resource[] } {
  const groupName = `${clusterName}-control-plane`;
  const group = new aws.ec2.SecurityGroup(
    `${name}-control-plane`,
    {
      name: groupName,
      description: "HTTPS to the API server from outside the cluster",
      vpcId,
      tags: { Name: groupName, ...tags },
    },
    // The name is unique in the VPC, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
  const rules = clientCidrs.map(
    (cidr) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-control-plane-${cidr.replaceAll(/[./]/g, "-")}`,
        {
          securityGroupId: group.id,
          description: `HTTPS from ${cidr}`,
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4: cidr,
          tags: { ...tags },
        },
        { parent: group },
      ),
  );
  return { group, rules };
}
