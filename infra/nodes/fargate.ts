import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { dnsPods, takesPod, type SelectedPod } from "../../components/nodes/fargate/selectors";
import { fargateProfiles, runsOnFargateAlone } from "../config/relations/nodes/fargate";
import type { Keys } from "../keys";

/** The parts of the platform that Fargate is built on. */
export interface FargateSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly keys: Keys;
  readonly tags: Readonly<Record<string, string>>;
}

/** Pods on Fargate, where the configuration asks for them. Returns what they wait for. */
export async function createFargate(
  config: Config,
  { cluster, network, keys, tags }: FargateSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly pulumi.Resource[]> {
  const profiles = fargateProfiles(config);
  if (profiles.length === 0) return [];
  const { FargateProfiles } = await import("../../components/nodes/fargate/fargate-profiles");
  return new FargateProfiles(
    "fargate",
    {
      prefix: config.prefix,
      cluster,
      network,
      profiles,
      logs: { key: keys.logs, retentionInDays: config.monitoring.logRetentionDays },
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  ).ready;
}

/** Whether a pod runs on Fargate, where it gets AWS credentials by IRSA alone. */
export function onFargate(config: Config, pod: SelectedPod): boolean {
  return takesPod(fargateProfiles(config), pod);
}

/** Whether CoreDNS does. */
export function dnsOnFargate(config: Config): boolean {
  return onFargate(config, dnsPods);
}

/** Whether any node needs the network add-ons; undefined where the cluster decides it, as it does for Auto Mode. */
export function needsNetworkAddons(config: Config): boolean | undefined {
  return runsOnFargateAlone(config) ? false : undefined;
}
