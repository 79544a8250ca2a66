import { defaultServiceCidr } from "../../../components/cluster/cluster-args";
import type { KubernetesMinor } from "../../../components/cluster/versions";
import { overlap } from "../../../components/network/cidr";
import { eksAnywhereReleases, type AnywhereSettings } from "../anywhere";
import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import type { Rooms } from "./rooms";

/** The pods' range of EKS Anywhere where none is stated. */
const usualPodCidr = "192.168.0.0/16";

/** What a cluster outside AWS asks of the one that it is like. */
export const anywhereRelations: readonly Check<Rooms>[] = [
  { reads: ["anywhere", "cluster", "nodes.groups", "network", "access.identityProviders"], check: anywhereProblems },
];

/** What the cluster shares with the stack's own has to fit where it runs. */
function anywhereProblems({ anywhere, cluster, nodes, network, access }: Rooms, report: Report): void {
  if (anywhere === undefined) return;
  releaseProblem(anywhere, cluster.kubernetesVersion, report);
  const pods = anywherePodCidr({ anywhere, cluster });
  const ranges = [
    { range: cluster.serviceCidr ?? defaultServiceCidr, what: "services" },
    { range: network.cidr, what: "the VPC" },
  ];
  for (const { range, what } of ranges)
    if (overlap(pods, range))
      report(["anywhere", "podCidr"], `${quoted(pods)} overlaps ${quoted(range)} of ${what}; write a range beside it.`);
  if (network.ipv6)
    report(["anywhere"], 'is given although "network.ipv6" is true, and its clusters have IPv4; leave it out.');
  if (access.identityProviders.length > 1)
    report(["anywhere"], 'knows one identity provider, and "access.identityProviders" has several; leave it out.');
  const workers = anywhere.workers ?? nodes.groups.map(({ name }) => ({ group: name }));
  workers.forEach(({ group }, index) => {
    if (!nodes.groups.some(({ name }) => name === group))
      report(
        ["anywhere", "workers", index, "group"],
        `${quoted(group)} is no group of "nodes.groups"; write the name of one.`,
      );
  });
  const open = nodes.groups.some(
    ({ name, taints }) =>
      workers.some(({ group }) => group === name) && taints.every(({ effect }) => effect === "PREFER_NO_SCHEDULE"),
  );
  if (!open)
    report(["anywhere"], "has no group of workers without taints, which EKS Anywhere runs its own pods on; add one.");
}

function releaseProblem({ release }: AnywhereSettings, minor: KubernetesMinor, report: Report): void {
  const minors = eksAnywhereReleases[release];
  if (minors === undefined)
    report(
      ["anywhere", "release"],
      `${quoted(release)} is no release that is known here; write one of ${Object.keys(eksAnywhereReleases).map(quoted).join(", ")}.`,
    );
  else if (!minors.includes(minor))
    report(
      ["anywhere", "release"],
      `${quoted(release)} has no Kubernetes ${quoted(minor)} of "cluster.kubernetesVersion", only ${minors.map(quoted).join(", ")}; write a newer one.`,
    );
}

/** The range of pods outside. */
export function anywherePodCidr({
  anywhere,
  cluster,
}: {
  readonly anywhere: Pick<AnywhereSettings, "podCidr">;
  readonly cluster: Pick<Rooms["cluster"], "remoteNetworks">;
}): string {
  return anywhere.podCidr ?? cluster.remoteNetworks?.podCidrs[0] ?? usualPodCidr;
}
