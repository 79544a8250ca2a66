import { defaultServiceCidr } from "../../../components/cluster/cluster-args";
import { overlap } from "../../../components/network/cidr";
import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import type { Rooms } from "./rooms";

/** How ranges of addresses lie to each other. */
export const addressRelations: readonly Check<Rooms>[] = [
  { reads: ["network.cidr", "cluster.serviceCidr", "cluster.remoteNetworks", "network.ipv6"], check: rangeProblems },
  {
    reads: [
      "network.ipv6",
      "cluster.serviceCidr",
      "cluster.remoteNetworks",
      "cluster.endpoint",
      "cluster.networkPolicies",
    ],
    check: familyProblems,
  },
];

/** The ranges of services and of remote networks must lie beside those of the VPC, and beside each other. */
function rangeProblems({ network, cluster }: Pick<Rooms, "network" | "cluster">, report: Report): void {
  const vpc = { range: network.cidr, path: ["network", "cidr"] };
  const service = { range: cluster.serviceCidr ?? defaultServiceCidr, path: ["cluster", "serviceCidr"] };
  const remote = remoteFields.flatMap((field) =>
    (cluster.remoteNetworks?.[field] ?? []).map((range, index) => ({
      range,
      path: ["cluster", "remoteNetworks", field, index],
    })),
  );
  const apart = (one: typeof vpc, others: readonly { range: string; path: (string | number)[] }[]): void => {
    for (const { range, path } of others)
      if (overlap(one.range, range))
        report(
          path,
          `${quoted(range)} overlaps ${quoted(one.range)} of "${one.path.join(".")}"; write a range beside it.`,
        );
  };
  apart(vpc, network.ipv6 ? remote : [service, ...remote]);
  // With IPv6 there are neither IPv4 services nor remote networks. Remote ones are kept apart in their own room.
  apart(service, remote);
}

const remoteFields = ["nodeCidrs", "podCidrs"] as const;

/** What IPv6 clusters cannot have. */
function familyProblems({ network, cluster }: Pick<Rooms, "network" | "cluster">, report: Report): void {
  if (!network.ipv6) {
    cluster.endpoint.publicAccessCidrs.forEach((range, index) => {
      if (range.includes(":"))
        report(
          ["cluster", "endpoint", "publicAccessCidrs", index],
          `${quoted(range)} is an IPv6 range although "network.ipv6" is false; write IPv4 ranges only.`,
        );
    });
    return;
  }
  if (cluster.networkPolicies === "strict")
    report(
      ["cluster", "networkPolicies"],
      '"strict" does not go with "network.ipv6" true: AWS chooses the range of the VPC, which the policies of the platform\'s own pods would have to name; write "standard".',
    );
  if (cluster.serviceCidr !== undefined)
    report(
      ["cluster", "serviceCidr"],
      `${quoted(cluster.serviceCidr)} is given although "network.ipv6" is true, and EKS chooses the range of services then; leave it out.`,
    );
  if (cluster.remoteNetworks !== undefined)
    report(
      ["cluster", "remoteNetworks"],
      'remote networks are given although "network.ipv6" is true, and hybrid nodes need IPv4; leave one of the two out.',
    );
}
