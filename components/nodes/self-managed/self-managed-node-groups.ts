import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { GroupsArgs } from "../groups-args";
import { nodeAccess } from "../node-access";
import { zoneSubnets } from "../node-cluster";
import { NodeRole } from "../node-role";
import { SelfManagedNodeGroup, type SelfManagedCluster } from "./self-managed-node-group";
import type { SelfManagedSettings } from "./self-managed-settings";

export interface SelfManagedNodeGroupsArgs extends GroupsArgs<SelfManagedCluster, SelfManagedSettings> {
  /** Whether a `TerminationHandler` drains the nodes. Default false. */
  readonly drained?: boolean;
}

/**
 * The nodes of a cluster that no service manages: one role for all of them, which no managed group shares, since EKS
 * removes the access entry of a role with the last managed group that has it.
 * @throws when two groups have the same name, or AWS would refuse one of them.
 */
export class SelfManagedNodeGroups extends pulumi.ComponentResource {
  readonly role: NodeRole;
  readonly groups: readonly SelfManagedNodeGroup[];
  /** What everything scheduled on these nodes waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: SelfManagedNodeGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:SelfManagedNodeGroups", name, { groups: args.groups.map((group) => group.name) }, opts);
    const { prefix, cluster, network, volumeKey, ssm = false, drained = false, tags } = args;
    const physicalName = `${prefix}-self-managed-nodes`;
    this.role = createRole(this, name, args, physicalName);
    const instanceProfile = createProfile(this, name, this.role, physicalName, tags);
    const { arn: roleArn, resource: role } = this.role;
    const access = nodeAccess(name, { cluster, roleArn, role, type: "EC2_LINUX", tags }, this);
    this.groups = args.groups.map((settings) => {
      const where = `Node group "${settings.name}"`;
      const subnets = zoneSubnets(network.privateSubnets, settings.zones, cluster.location.region, where);
      const ready = [...network.ready, ...access];
      return new SelfManagedNodeGroup(
        `${name}-${settings.name}`,
        { prefix, cluster, role: this.role, instanceProfile, subnets, ready, volumeKey, settings, ssm, drained, tags },
        { parent: this },
      );
    });
    this.ready = this.groups.map(({ resource }) => resource);
    this.registerOutputs({ roleArn: this.role.arn });
  }
}

function createRole(
  parent: SelfManagedNodeGroups,
  name: string,
  { cluster, ssm = false, roles, tags }: SelfManagedNodeGroupsArgs,
  physicalName: string,
): NodeRole {
  return new NodeRole(
    `${name}-role`,
    {
      name: physicalName,
      location: cluster.location,
      description: "Nodes of their own Auto Scaling groups join their cluster and pull images",
      ssm,
      tags,
      roles,
    },
    { parent },
  );
}

function createProfile(
  parent: SelfManagedNodeGroups,
  name: string,
  role: NodeRole,
  physicalName: string,
  tags: Readonly<Record<string, string>>,
): aws.iam.InstanceProfile {
  return new aws.iam.InstanceProfile(
    name,
    { name: physicalName, role: role.resource.name, tags: { ...tags } },
    // The name is fixed, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
}
