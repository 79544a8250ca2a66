import { nodeGroupProblems } from "../nodes/managed/node-group-problems";
import type { NodeGroupSettings } from "../nodes/managed/node-group-settings";
import { boundsProblems } from "./namespace/bounds";
import { egressProblems, familyProblems } from "./namespace/egress";
import { isolation } from "./namespace/network-policies";
import type { TenantNodes, TenantSettings } from "./tenant-args";
import { nodePoolLabel, tenantNamespaceName } from "./tenant-labels";

/** What is wrong with a tenant: one sentence, and where it stands. */
export interface TenantProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Everything Kubernetes or AWS would refuse in a tenant, or accept and never get to work. An empty list means that the
 * tenant is good by itself; whether it is apart from others, only who knows them all can tell.
 * @param ipFamily that of the cluster; left out, ranges are not held to it.
 */
export function tenantProblems(tenant: TenantSettings, ipFamily?: "ipv4" | "ipv6"): readonly TenantProblem[] {
  return [
    ...nameProblems(tenant),
    ...boundsProblems(tenant.quota, tenant.containerDefaults),
    ...accountProblems(tenant),
    ...openingProblems(tenant),
    ...(tenant.egress ?? []).flatMap((opening, index) => at(["egress", index], egressProblems(opening, ipFamily))),
    ...(tenant.ingress ?? []).flatMap(({ clientCidrs = [] }, index) =>
      clientCidrs.flatMap((range, position) => familyProblems(["ingress", index, "cidrs", position], range, ipFamily)),
    ),
    ...accessProblems(tenant),
    ...(tenant.nodes === undefined ? [] : nodeProblems(tenant.name, tenant.nodes)),
    ...budgetProblems(tenant),
  ];
}

/** The settings of the node group that a tenant's nodes make. */
export function tenantNodeGroup(tenant: string, nodes: TenantNodes): NodeGroupSettings {
  return {
    ...nodes,
    name: tenantNamespaceName(tenant),
    labels: { [nodePoolLabel]: tenant },
    taints: [{ key: nodePoolLabel, value: tenant, effect: "NO_SCHEDULE" }],
  };
}

function nameProblems({ name }: TenantSettings): readonly TenantProblem[] {
  return /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)
    ? []
    : [
        {
          path: ["name"],
          message: `"${name}" is not a name of at most 40 lower-case letters, digits and hyphens that begins with a letter; write, for example, "shop".`,
        },
      ];
}

function accountProblems({ serviceAccounts = [] }: TenantSettings): readonly TenantProblem[] {
  return serviceAccounts.flatMap((account, index) => [
    ...(account === "default"
      ? [
          {
            path: ["serviceAccounts", index],
            message: `"default" is there already, made by Kubernetes; name accounts after workloads, such as "app".`,
          },
        ]
      : []),
    ...repeated(serviceAccounts, index, ["serviceAccounts", index]),
  ]);
}

function openingProblems({ egress = [], ingress = [] }: TenantSettings): readonly TenantProblem[] {
  const taken = isolation.map(({ name }) => name);
  const openings = [
    ...egress.map(({ name }, index) => ({ name, path: ["egress", index, "name"] })),
    ...ingress.map(({ name }, index) => ({ name, path: ["ingress", index, "name"] })),
  ];
  const names = [...taken, ...openings.map(({ name }) => name)];
  return openings.flatMap(({ path }, index) => repeated(names, taken.length + index, path));
}

function repeated(names: readonly string[], index: number, path: TenantProblem["path"]): readonly TenantProblem[] {
  const name = names[index] ?? "";
  return names.indexOf(name) < index
    ? [{ path, message: `"${name}" is a name that is taken in this tenant; give each its own.` }]
    : [];
}

function accessProblems({ access = [] }: TenantSettings): readonly TenantProblem[] {
  return access.flatMap(({ principalArn, role, policies = [] }, index) => [
    ...(role === undefined && policies.length === 0
      ? [
          {
            path: ["access", index],
            message: `"${principalArn}" is let in without any right; name a role, such as "viewer", or an access policy.`,
          },
        ]
      : []),
    ...policies.flatMap((_, position) => repeated(policies, position, ["access", index, "policies", position])),
  ]);
}

function nodeProblems(tenant: string, nodes: TenantNodes): readonly TenantProblem[] {
  // The name is reported where it stands.
  const settings = { ...tenantNodeGroup(tenant, nodes), name: "tenant" };
  return nodeGroupProblems(settings)
    .filter((problem) => !/^(labels|taints)\b/.test(problem))
    .map((message) => ({ path: ["nodes"], message }));
}

function budgetProblems({ budget }: TenantSettings): readonly TenantProblem[] {
  if (budget === undefined) return [];
  const { monthlyUsd, emails } = budget;
  return [
    ...(Number.isFinite(monthlyUsd) && monthlyUsd > 0
      ? []
      : [
          { path: ["budget", "monthlyUsd"], message: `${monthlyUsd} is no amount to spend; write US dollars above 0.` },
        ]),
    ...(emails.length >= 1 && emails.length <= 10
      ? []
      : [
          {
            path: ["budget", "emails"],
            message: `a list of ${emails.length} is not what AWS takes; name one to ten addresses.`,
          },
        ]),
  ];
}

function at(path: TenantProblem["path"], problems: readonly TenantProblem[]): readonly TenantProblem[] {
  return problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
}
