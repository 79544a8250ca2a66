import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { InstanceType } from "../instances/instance-types";

export interface EfaSecurityGroupArgs {
  /** Physical name. */
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A security group, and the rules without which its members reach nobody. */
export interface EfaSecurityGroup {
  readonly id: pulumi.Output<string>;
  readonly rules: readonly pulumi.Resource[];
}

/**
 * The security group of nodes with Elastic Fabric Adapters. Their traffic passes only where a group lets its own members
 * both in and out, by reference: a rule for an address range does not count.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-start.html
 */
export function createEfaSecurityGroup(
  name: string,
  { name: physicalName, vpcId, tags }: EfaSecurityGroupArgs,
  parent: pulumi.Resource,
): EfaSecurityGroup {
  const description = "Elastic Fabric Adapters of nodes reach each other";
  const group = new aws.ec2.SecurityGroup(
    name,
    { name: physicalName, description, vpcId, tags: { ...tags, Name: physicalName } },
    { parent },
  );
  const within = { securityGroupId: group.id, referencedSecurityGroupId: group.id, ipProtocol: "-1", description };
  const opts = { parent: group };
  return {
    id: group.id,
    rules: [
      new aws.vpc.SecurityGroupIngressRule(`${name}-in`, { ...within, tags: { ...tags } }, opts),
      new aws.vpc.SecurityGroupEgressRule(`${name}-out`, { ...within, tags: { ...tags } }, opts),
    ],
  };
}

/**
 * The network interfaces of an instance with all its adapters, one on each network card. Only the first has addresses:
 * the others would take them from pods.
 */
export function efaInterfaces(
  { efaInterfaces: count }: InstanceType,
  securityGroups: readonly pulumi.Input<string>[],
): NonNullable<aws.types.input.ec2.LaunchTemplateNetworkInterface[]> {
  return Array.from({ length: count }, (_, networkCardIndex) => ({
    networkCardIndex,
    deviceIndex: networkCardIndex === 0 ? 0 : 1,
    interfaceType: networkCardIndex === 0 ? "efa" : "efa-only",
    securityGroups: [...securityGroups],
    deleteOnTermination: "true",
  }));
}
