import { familyProblems } from "../../../components/tenancy/namespace/egress";
import { tenantNamespaceName } from "../../../components/tenancy/tenant-labels";
import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import { instanceTypesOf } from "../nodes/groups/instances";
import type { Rooms } from "./rooms";

/** What EKS runs of managed node groups in a cluster, by its default quota. */
const mostNodeGroups = 30;

/** What tenants ask of each other and of the rest. */
export const tenantRelations: readonly Check<Rooms>[] = [
  {
    reads: ["tenants.*.name", "tenants.*.nodes", "sample", "nodes.groups.*.name", "nodes.groups.*.perZone"],
    check: tenantNameProblems,
  },
  {
    reads: [
      "tenants.*.access",
      "access.entries.*.name",
      "access.entries.*.roleArn",
      "access.people.*.name",
      "access.people.*.roleArn",
      "access.deployerRoleArn",
    ],
    check: tenantAccessProblems,
  },
  { reads: ["tenants.*.egress", "tenants.*.ingress", "network.ipv6"], check: tenantFamilyProblems },
  {
    reads: ["tenants.*.nodes", "tenants.*.securityGroup", "nodes.groups", "network.availabilityZones"],
    check: tenantNodeProblems,
  },
];

/** Tenants must be apart from each other, and from what else the platform has names for. */
function tenantNameProblems({ tenants, sample, nodes }: Rooms, report: Report): void {
  const first = new Map<string, number>();
  tenants.forEach(({ name, nodes: own }, index) => {
    const path = ["tenants", index, "name"];
    const namespace = tenantNamespaceName(name);
    const twin = first.get(name);
    if (twin !== undefined)
      report(path, `${quoted(name)} is already the name of "tenants.${twin}"; give each its own.`);
    else first.set(name, index);
    if (sample.enabled && namespace === sample.namespace)
      report(path, `${quoted(name)} has the namespace ${quoted(namespace)}, which is "sample.namespace"; rename one.`);
    const group = own === undefined ? undefined : nodes.groups.find((other) => takes(other, namespace));
    if (group !== undefined)
      report(
        path,
        `${quoted(name)} has the nodes ${quoted(namespace)}, a name of the group ${quoted(group.name)} of "nodes.groups"; rename one.`,
      );
  });
}

/** Whether a node group has a name: its own, or that and a letter for each zone. */
function takes({ name, perZone }: { readonly name: string; readonly perZone: boolean }, wanted: string): boolean {
  return perZone ? wanted.startsWith(`${name}-`) && wanted.length === name.length + 2 : wanted === name;
}

/** A cluster knows each IAM role once: what two tenants gave it, both would have. */
function tenantAccessProblems({ tenants, access }: Rooms, report: Report): void {
  const holders = new Map(
    access.entries.map(({ roleArn, name }) => [roleArn, `the entry ${quoted(name)} of "access.entries"`]),
  );
  for (const { roleArn, name } of access.people)
    if (roleArn !== undefined) holders.set(roleArn, `${quoted(name)} of "access.people"`);
  if (access.deployerRoleArn !== undefined) holders.set(access.deployerRoleArn, '"access.deployerRoleArn"');
  tenants.forEach(({ name, access: people }, tenant) => {
    people.forEach(({ roleArn }, index) => {
      const holder = holders.get(roleArn);
      if (holder !== undefined)
        report(
          ["tenants", tenant, "access", index, "roleArn"],
          `${quoted(roleArn)} is let in by ${holder} already, and a cluster takes a role once; use a role of this tenant's own.`,
        );
      else holders.set(roleArn, `tenant ${quoted(name)}`);
    });
  });
}

/** Rules of the other address family are ignored, and exceptions of it break the agent that enforces policies. */
function tenantFamilyProblems({ tenants, network }: Rooms, report: Report): void {
  const ipFamily = network.ipv6 ? "ipv6" : "ipv4";
  tenants.forEach(({ egress, ingress }, tenant) => {
    const hold = (path: readonly (string | number)[], ranges: readonly string[]): void => {
      ranges.forEach((range, index) => {
        for (const { message } of familyProblems(path, range, ipFamily))
          report(["tenants", tenant, ...path, index], message);
      });
    };
    egress.forEach(({ cidrs, except }, index) => {
      hold(["egress", index, "cidrs"], cidrs);
      hold(["egress", index, "except"], except);
    });
    ingress.forEach(({ cidrs }, index) => {
      hold(["ingress", index, "cidrs"], cidrs);
    });
  });
}

/** What the nodes of the platform and of its tenants can do together. */
function tenantNodeProblems({ tenants, nodes, network }: Rooms, report: Report): void {
  const shared = nodes.groups.reduce(
    (sum, { perZone, zones }) => sum + (perZone ? (zones?.length ?? network.availabilityZones) : 1),
    0,
  );
  const own = tenants.filter((tenant) => tenant.nodes !== undefined).length;
  if (own > 0 && shared + own > mostNodeGroups)
    report(
      ["tenants"],
      `${own} tenants with nodes of their own and ${shared} groups of "nodes.groups" are more than the ${mostNodeGroups} groups of a cluster; let some share nodes.`,
    );
  tenants.forEach(({ securityGroup, nodes: pool }, index) => {
    const types = (pool === undefined ? nodes.groups : [pool]).flatMap(instanceTypesOf);
    const small = types.find((type) => /^t[0-9]/.test(type));
    if (securityGroup && small !== undefined)
      report(
        ["tenants", index, "securityGroup"],
        `true does not go with ${quoted(small)} of the nodes that its pods run on: no "t" family gives pods interfaces of their own; use another family.`,
      );
  });
}
