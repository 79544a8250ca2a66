import { awsCluster, clusterProperty, componentCluster } from "../../engine/clusters/cluster";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { isPublicSubnet, routeTypes } from "../../engine/network/route-class";
import { violation, type Rule } from "../../engine/rule";
import { and, some, type Truth, type Undecided } from "../../engine/values/truth";

const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];

export const subnetsSpanZones: Rule = {
  id: "EKS-12",
  name: "subnets-span-zones",
  title: "The control plane stands in enough zones, and in private subnets",
  why: "A control plane in too few zones goes down with one of them; a public subnet gives it a path to the internet.",
  fix: "List one private subnet in each of several availability zones.",
  level: "production",
  scope: "stack",
  references: { cis: ["5.4.3"], soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: {
    [awsCluster]: ["vpcConfig.subnetIds", "vpcConfig.endpointPublicAccess"],
    [componentCluster]: ["subnetIds", "privateSubnetIds", "publicSubnetIds", "endpointPublicAccess"],
  },
  follows: [...routeTypes, ...subnetTypes],
  check(cluster, { graph, parameters }) {
    const lists =
      cluster.type === componentCluster
        ? ["subnetIds", "privateSubnetIds", "publicSubnetIds"].map((key) => cluster.at(key))
        : [cluster.at("vpcConfig.subnetIds")];
    const stated = lists.find((list) => !list.isAbsent) ?? lists[0] ?? cluster.properties;
    const { subnets, open } = subnetsOf(cluster, lists, graph);
    const wanted = parameters.environment === "prod" ? parameters.minZones : 2;
    const zones = zonesOf(subnets, open);
    const publicAccess = clusterProperty(cluster, "vpcConfig.endpointPublicAccess", "endpointPublicAccess");
    return [
      violation(
        fewerZones(zones, wanted),
        stated,
        `The control plane stands in ${zones.known.size} zones, where ${wanted} are demanded.`,
        { fix: `List subnets of ${wanted} availability zones.`, cause: "zones" },
      ),
      violation(
        and(
          publicAccess.isFalse(),
          some(subnets, (subnet) => isPublicSubnet(subnet, graph), open),
        ),
        publicAccess,
        "The control plane stands in a public subnet, although its public endpoint is off.",
        { fix: "List private subnets only." },
      ),
    ];
  },
};

/** The subnets of the stack that the lists name, and what is not known of others. */
function subnetsOf(
  cluster: Resource,
  lists: readonly Property[],
  graph: Graph,
): { readonly subnets: readonly Resource[]; readonly open: Undecided | undefined } {
  const resolved = lists.map((list) => ({ list, ...graph.resolveAll(cluster, list, ...subnetTypes) }));
  const subnets = [...new Set(resolved.flatMap(({ targets }) => targets))];
  const outside = resolved.find((each) => each.outside.length > 0);
  const incomplete = resolved.find(({ complete }) => complete !== true)?.complete;
  const elsewhere = outside ?? (lists.every((list) => list.isAbsent) ? resolved[0] : undefined);
  const open =
    incomplete !== undefined && incomplete !== true
      ? incomplete
      : elsewhere && { path: elsewhere.list.path, reason: "a subnet is outside the stack" };
  return { subnets, open };
}

interface Zones {
  readonly known: ReadonlySet<string>;
  /** Subnets that may each stand in a further zone. */
  readonly unclear: number;
  /** Set when the subnets or their zones are not all known. */
  readonly open: Undecided | undefined;
  /** Whether there may be more subnets than those found. */
  readonly more: boolean;
}

function zonesOf(subnets: readonly Resource[], open: Undecided | undefined): Zones {
  const zones = subnets.map((subnet) => {
    const name = subnet.at("availabilityZone");
    return name.isAbsent ? subnet.at("availabilityZoneId") : name;
  });
  const unclear = zones.filter((zone) => zone.text() === undefined);
  const reason = "the zone of a subnet is not known";
  return {
    known: new Set(zones.flatMap((zone) => zone.text() ?? [])),
    unclear: unclear.length,
    open: open ?? (unclear[0] && { path: unclear[0].path, reason }),
    more: open !== undefined,
  };
}

function fewerZones({ known, unclear, open, more }: Zones, wanted: number): Truth {
  if (known.size >= wanted) return false;
  if (!more && known.size + unclear < wanted) return true;
  return open ?? true;
}
