import { selectedServices, type InterfaceEndpointService } from "../../../components/network/endpoints/services";
import type { Check, Report } from "../schema/checked";
import { quoted } from "../schema/fields";
import type { Rooms } from "./rooms";

/** The interface endpoints of a platform: those that are chosen, or the fewest that its way out and its parts call for. */
export function endpointsOf(rooms: Rooms): readonly InterfaceEndpointService[] {
  const { endpoints, nat } = rooms.network;
  if (endpoints !== undefined) return selectedServices(endpoints);
  return nat === "none" ? selectedServices(needed(rooms)) : ["ecr.api", "ecr.dkr", "sts"];
}

/** What a VPC without a way out needs. */
export const endpointRelations: readonly Check<Rooms>[] = [
  {
    reads: [
      "network.nat",
      "network.endpoints",
      "storage.sharedFileSystem",
      "monitoring.containerInsights",
      "nodes.sessionManager",
      "sample.enabled",
      "secrets.items",
    ],
    check: isolationProblems,
  },
];

/** Without a way out of the VPC, what calls AWS from inside needs an endpoint, and what does not come from AWS never arrives. */
function isolationProblems(rooms: Rooms, report: Report): void {
  if (rooms.network.nat !== "none") return;
  const chosen = endpointsOf(rooms);
  const missing = needed(rooms).filter((service) => !chosen.includes(service));
  if (missing.length > 0)
    report(
      ["network", "endpoints"],
      `${missing.map(quoted).join(", ")} ${missing.length === 1 ? "is" : "are"} missing although "network.nat" is "none", and there is no other way to AWS; add ${missing.length === 1 ? "it" : "them"}, or leave the list out.`,
    );
  if (rooms.sample.enabled)
    report(
      ["sample", "enabled"],
      'true does not go with "network.nat" "none": its image comes from a public registry; write false.',
    );
}

function needed({ storage, nodes, monitoring, secrets }: Rooms): readonly InterfaceEndpointService[] {
  return [
    ...selectedServices("nodes"),
    ...(storage.sharedFileSystem ? (["elasticfilesystem"] as const) : []),
    ...(monitoring.containerInsights === "none" ? [] : (["monitoring"] as const)),
    ...(secrets.items.length === 0 ? [] : (["secretsmanager"] as const)),
    ...(nodes.sessionManager ? (["ssm", "ssmmessages", "ec2messages"] as const) : []),
  ];
}
