import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterArgs } from "../cluster-args";

/** A security group with its rules. */
export interface ControlPlaneSecurityGroup {
  readonly group: aws.ec2.SecurityGroup;
  readonly rules: readonly pulumi.Resource[];
}

/**
 * A security group for the network interfaces of the control plane that admits HTTPS from networks outside the cluster:
 * clients of the private endpoint, hybrid nodes and their pods. Nodes and pods in the VPC need no such rule, since they
 * share the cluster's own group, nor does it need an egress rule: that group has one. Undefined where nobody is outside.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export function controlPlaneSecurityGroup(
  name: string,
  { name: clusterName, network, privateAccessCidrs = [], remoteNetworks, tags }: ClusterArgs,
  parent: pulumi.Resource,
): ControlPlaneSecurityGroup | undefined {
  const { nodeCidrs = [], podCidrs = [] } = remoteNetworks ?? {};
  const clientCidrs = [...new Set([...privateAccessCidrs, ...nodeCidrs, ...podCidrs])];
  if (clientCidrs.length === 0) return undefined;
  const groupName = `${clusterName}-control-plane`;
  const group = new aws.ec2.SecurityGroup(
    `${name}-control-plane`,
    {
      name: groupName,
      description: "HTTPS to the API server from outside the cluster",
      vpcId: network.vpcId,
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
