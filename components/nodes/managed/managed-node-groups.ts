import * as pulumi from "@pulumi/pulumi";
import type { GroupsArgs } from "../groups-args";
import { zoneLetter, zoneSubnets, type NodeCluster, type NodeSubnet } from "../node-cluster";
import { ManagedNodeGroup } from "./managed-node-group";
import type { NodeGroupSettings } from "./node-group-settings";
import { NodeRole } from "../node-role";

export type ManagedNodeGroupsArgs = GroupsArgs<NodeCluster, NodeGroupSettings>;

/**
 * The managed nodes of a cluster: one role for all of them, and their groups.
 * @throws when two groups have the same name, or AWS would refuse one of them.
 */
export class ManagedNodeGroups extends pulumi.ComponentResource {
  readonly role: NodeRole;
  readonly groups: readonly ManagedNodeGroup[];
  /** What everything scheduled on these nodes waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ManagedNodeGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:ManagedNodeGroups", name, { groups: args.groups.map((group) => group.name) }, opts);
    refuseRepeatedNames(args.groups);
    this.role = createRole(this, name, args);
    this.groups = args.groups.flatMap((group) => createGroups(this, name, args, group, this.role));
    this.ready = this.groups.map(({ resource }) => resource);
    this.registerOutputs({ roleArn: this.role.arn });
  }
}

function refuseRepeatedNames(groups: readonly NodeGroupSettings[]): void {
  groups.forEach(({ name }, index) => {
    if (groups.findIndex((other) => other.name === name) !== index) {
      throw new Error(`Two node groups are named "${name}"; give each a name of its own.`);
    }
  });
}

function createRole(parent: ManagedNodeGroups, name: string, args: ManagedNodeGroupsArgs): NodeRole {
  return new NodeRole(
    `${name}-role`,
    {
      name: `${args.prefix}-nodes`,
      location: args.cluster.location,
      ssm: args.ssm ?? false,
      tags: args.tags,
      roles: args.roles,
    },
    { parent },
  );
}

function createGroups(
  parent: ManagedNodeGroups,
  name: string,
  { prefix, cluster, network, volumeKey, ssm = false, tags }: ManagedNodeGroupsArgs,
  settings: NodeGroupSettings,
  role: NodeRole,
): readonly ManagedNodeGroup[] {
  const create = (group: NodeGroupSettings, subnets: readonly NodeSubnet[]): ManagedNodeGroup =>
    new ManagedNodeGroup(
      `${name}-${group.name}`,
      { prefix, cluster, role, subnets, networkReady: network.ready, volumeKey, settings: group, ssm, tags },
      { parent },
    );
  const { region } = cluster.location;
  const subnets = zoneSubnets(network.privateSubnets, settings.zones, region, `Node group "${settings.name}"`);
  if (settings.perZone !== true) return [create(settings, subnets)];
  return subnets.map((subnet) =>
    create({ ...settings, name: `${settings.name}-${zoneLetter(subnet, region)}` }, [subnet]),
  );
}
