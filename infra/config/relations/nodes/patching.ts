import { nodeOs } from "../../../../components/nodes/images/custom-image";
import { managedGroupSettings } from "../../nodes/groups/managed-group";
import type { Check, Report } from "../../schema/checked";
import { quoted } from "../../schema/fields";
import type { Rooms } from "../rooms";

type Patched = Pick<Rooms, "patching" | "nodes" | "network" | "cluster">;

/** What restarts ask of the nodes. */
export const patchingRelations: readonly Check<Rooms>[] = [
  { reads: ["patching", "nodes.groups", "cluster.autoMode", "network.nat"], check: patchingProblems },
];

/** The daemon needs nodes of a system that it can ask, and a registry that they reach. */
function patchingProblems({ patching: { reboots }, nodes, network, cluster }: Patched, report: Report): void {
  if (reboots === undefined) return;
  const path = ["patching", "reboots"];
  const known = nodes.groups.map(({ name }) => name);
  const patchable = nodes.groups
    .filter((group) => nodeOs(managedGroupSettings(group)) === "al2023")
    .map(({ name }) => name);
  reboots.groups?.forEach((name, index) => {
    if (!known.includes(name))
      report(
        [...path, "groups", index],
        `${quoted(name)} is no group of "nodes.groups"; write one of those with "os" "al2023": ${patchable.map(quoted).join(", ") || "none"}.`,
      );
    else if (!patchable.includes(name))
      report(
        [...path, "groups", index],
        `${quoted(name)} has Bottlerocket, which replaces itself as a whole; set its "releaseVersion" instead, and leave it out.`,
      );
  });
  if (patchable.length === 0 || cluster.autoMode !== undefined)
    report(
      path,
      'no group of "nodes.groups" has "os" "al2023", and other nodes are replaced rather than restarted; leave it out.',
    );
  if (reboots.lockTtlMinutes <= reboots.drainTimeoutMinutes)
    report(
      [...path, "lockTtlMinutes"],
      `${reboots.lockTtlMinutes} is not more than ${reboots.drainTimeoutMinutes} of "drainTimeoutMinutes", so that a second node would go while the first is drained; write more.`,
    );
  if (network.nat === "none")
    report(path, 'it does not go with "network.nat" "none": its image comes from a public registry; leave it out.');
}
