import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import { nodeOs } from "../../components/nodes/images/custom-image";
import type { ManagedNodeGroup } from "../../components/nodes/managed/managed-node-group";
import type { Config } from "../config";
import { rebootSettings } from "../config/patching";

/** The parts of the platform that restarts are about. */
export interface PatchingSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly groups: readonly ManagedNodeGroup[];
  /** What the daemon's pods wait for. */
  readonly ready: readonly pulumi.Resource[];
}

/** Restarts of nodes that patch themselves, where the configuration asks for them. */
export async function createReboots(
  { patching: { reboots } }: Config,
  { cluster, network, groups, ready }: PatchingSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  if (reboots === undefined) return [];
  const { RebootDaemon } = await import("../../components/operations/reboots/reboot-daemon");
  const patched = groups.filter(({ settings }) => {
    // A group of each zone has its letter at the end of its name.
    const name = settings.perZone === true ? settings.name.replace(/-[a-z]$/, "") : settings.name;
    return nodeOs(settings) === "al2023" && (reboots.groups ?? [name]).includes(name);
  });
  return [
    new RebootDaemon(
      "reboots",
      { cluster, cidrs: network.cidrs, nodeGroups: patched.map(({ name }) => name), ...rebootSettings(reboots) },
      { ...opts, dependsOn: ready },
    ),
  ];
}
