import {
  dnsPods,
  metricsServerPods,
  takesNamespace,
  takesPod,
  type FargateProfileSettings,
} from "../../../../components/nodes/fargate/selectors";
import type { Check, Report } from "../../schema/checked";
import { quoted } from "../../schema/fields";
import type { Rooms } from "../rooms";
import { fargateSettings } from "../../nodes/fargate";

type Nodes = Pick<Rooms, "nodes" | "cluster">;

/** The profiles of a stack. None where nothing runs on Fargate. */
export function fargateProfiles({ nodes }: Pick<Rooms, "nodes">): readonly FargateProfileSettings[] {
  return nodes.fargate === undefined ? [] : fargateSettings(nodes.fargate);
}

/** Whether the stack has neither managed groups nor Auto Mode, so that its first pods run on Fargate. */
function beginsOnFargate({ nodes, cluster }: Nodes): boolean {
  return nodes.groups.length === 0 && cluster.autoMode === undefined && nodes.fargate !== undefined;
}

/** Whether the platform's own pods have no node to run on but what Fargate gives them. */
export function runsOnFargateAlone(rooms: Nodes): boolean {
  return beginsOnFargate(rooms) && rooms.nodes.karpenter?.controllerOn !== "fargate";
}

/** Whether the platform's own pods run on nodes that Karpenter, itself on Fargate, starts for them. */
export function nodesComeWithPods(rooms: Nodes): boolean {
  return beginsOnFargate(rooms) && rooms.nodes.karpenter?.controllerOn === "fargate";
}

/** What runs on Fargate, and what cannot. */
export const fargateRelations: readonly Check<Rooms>[] = [
  {
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "tenants.*.name", "sample"],
    check: fargatePlaceProblems,
  },
  {
    reads: [
      "nodes.groups.*.name",
      "nodes.fargate",
      "nodes.karpenter",
      "nodes.selfManaged.*.name",
      "nodes.sessionManager",
      "cluster.autoMode",
      "cluster.networkPolicies",
      "network.podCidr",
      "storage",
      "monitoring.containerInsights",
      "ingress.enabled",
      "secrets.driver",
      "tenants.*.nodes",
      "tenants.*.securityGroup",
    ],
    check: fargateAloneProblems,
  },
];

/** Who finds no place to run. */
function fargatePlaceProblems(rooms: Rooms, report: Report): void {
  const { nodes, tenants, sample } = rooms;
  const profiles = fargateProfiles({ nodes });
  const karpenter = { namespace: "kube-system", labels: { "app.kubernetes.io/name": "karpenter" } };
  if (nodes.karpenter?.controllerOn === "fargate" && !takesPod(profiles, karpenter))
    report(
      ["nodes", "karpenter", "controllerOn"],
      '"fargate" needs a profile of "nodes.fargate" that takes its pods; add the selector { namespace: kube-system, labels: { app.kubernetes.io/name: karpenter } }, or write "nodes".',
    );
  if (!beginsOnFargate(rooms)) return;
  const alone = runsOnFargateAlone(rooms);
  const left = [
    { name: "CoreDNS", pod: dnsPods },
    ...(alone ? [{ name: "the metrics server", pod: metricsServerPods }] : []),
  ].filter(({ pod }) => !takesPod(profiles, pod));
  if (left.length > 0)
    report(
      ["nodes", "fargate", "profiles"],
      `leave ${left.map(({ name }) => name).join(" and ")} without a place: "nodes.groups" is [], and no selector matches ${left.map(({ pod }) => quoted(pod)).join(" and ")}; add the selector ${alone ? "{ namespace: kube-system }" : "{ namespace: kube-system, labels: { k8s-app: kube-dns } }"}.`,
    );
  if (!alone) return;
  const homeless = [
    ...tenants.map(({ name }, index) => ({ path: ["tenants", index, "name"], namespace: `tenant-${name}` })),
    ...(sample.enabled ? [{ path: ["sample", "namespace"], namespace: sample.namespace }] : []),
  ].filter(({ namespace }) => !takesNamespace(profiles, namespace));
  for (const { path, namespace } of homeless)
    report(
      path,
      `gives the namespace ${quoted(namespace)}, whose pods no profile of "nodes.fargate" takes although "nodes.groups" is []; add the selector { namespace: ${namespace} }.`,
    );
}

/** What needs a node, and finds none. */
function fargateAloneProblems(rooms: Rooms, report: Report): void {
  if (!runsOnFargateAlone(rooms)) return;
  const { cluster, network, nodes, storage, monitoring, ingress, secrets, tenants } = rooms;
  const without = 'although "nodes.groups" is [] and everything runs on Fargate';
  const refusals: readonly (readonly [wrong: boolean, path: (string | number)[], message: string])[] = [
    [
      nodes.karpenter?.controllerOn === "nodes",
      ["nodes", "karpenter", "controllerOn"],
      `"nodes" is meant ${without}; write "fargate", with a profile that takes it, or name a group.`,
    ],
    [
      nodes.selfManaged.length > 0,
      ["nodes", "selfManaged"],
      `has ${nodes.selfManaged.map(({ name }) => quoted(name)).join(", ")} ${without}, without the network add-ons that nodes need; name a managed group as well.`,
    ],
    [nodes.sessionManager, ["nodes", "sessionManager"], `true opens shells on nodes ${without}; write false.`],
    [
      cluster.networkPolicies === "strict",
      ["cluster", "networkPolicies"],
      `"strict" is enforced on nodes ${without}, where no network policy is; write "standard".`,
    ],
    [
      network.podCidr !== undefined,
      ["network", "podCidr"],
      `${quoted(network.podCidr)} is for pods on nodes ${without}, in the private subnets; leave the range out.`,
    ],
    [
      storage.snapshots,
      ["storage", "snapshots"],
      `true is for volumes of EBS ${without}, which cannot mount them; write false.`,
    ],
    [
      storage.sharedFileSystem,
      ["storage", "sharedFileSystem"],
      `true makes volumes on demand by a driver on nodes ${without}; write false.`,
    ],
    [
      monitoring.containerInsights !== "none",
      ["monitoring", "containerInsights"],
      `${quoted(monitoring.containerInsights)} needs an agent on every node ${without}; write "none": logs go to CloudWatch by Fargate's own router, and Prometheus asks the pods.`,
    ],
    [
      ingress.enabled,
      ["ingress", "enabled"],
      `true gives its controller credentials by an agent on nodes ${without}; write false, or name a group.`,
    ],
    [
      secrets.driver !== "none",
      ["secrets", "driver"],
      `${quoted(secrets.driver)} needs nodes ${without}; write "none" and let pods ask Secrets Manager with a role by IRSA, or name a group.`,
    ],
  ];
  for (const [wrong, path, message] of refusals) if (wrong) report(path, message);
  tenants.forEach((tenant, index) => {
    if (tenant.nodes !== undefined)
      report(
        ["tenants", index, "nodes"],
        `are a managed group ${without}, without the network add-ons that nodes need; leave them out, or name a group.`,
      );
    if (tenant.securityGroup)
      report(["tenants", index, "securityGroup"], `true needs the VPC CNI ${without}; write false.`);
  });
}
