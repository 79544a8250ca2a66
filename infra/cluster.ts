import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../components/arn";
import { Cluster } from "../components/cluster";
import type { Network } from "../components/network";
import type { Config } from "./config";
import { accessEntry, roleSettings } from "./config/access";
import { given } from "./given";
import { needsNetworkAddons } from "./nodes/fargate";
import type { AutoMode } from "./nodes/nodes";
import { entryOf, type FoundPerson } from "./people";
import { podTraffic } from "./workloads/tenants";

/** What a control plane is built on, and who is let in. */
export interface ClusterSurroundings {
  readonly location: Location;
  readonly network: Network;
  readonly autoMode: AutoMode | undefined;
  readonly people: readonly FoundPerson[];
  readonly deployerRoleArn: string;
}

/** The control plane, with the add-ons that nodes need to join. */
export function createCluster(
  config: Config,
  { location, network, autoMode, people, deployerRoleArn }: ClusterSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Cluster {
  const { prefix, access, protection } = config;
  const { endpoint, ...settings } = config.cluster;
  return new Cluster(
    "cluster",
    {
      name: prefix,
      location,
      network,
      // The zones of a control plane can never change, and a fourth would do nothing for it. The pools that EKS brings start
      // their nodes in the control plane's subnets, and those need a way out.
      subnets: (autoMode?.role ? network.privateSubnets : network.isolatedSubnets).slice(0, 3),
      deployerPrincipalArn: deployerRoleArn,
      accessEntries: [...access.entries.map(accessEntry), ...people.map(entryOf)],
      version: settings.kubernetesVersion,
      ipFamily: config.network.ipv6 ? "ipv6" : "ipv4",
      privateAccessCidrs: endpoint.privateAccessCidrs,
      logRetentionInDays: config.monitoring.logRetentionDays,
      supportType: settings.supportType,
      controlPlaneTier: settings.controlPlaneTier,
      zonalShift: settings.zonalShift,
      deletionProtection: protection.deletionProtection,
      protect: protection.protectStateful,
      keyDeletionWindowInDays: protection.keyDeletionWindowDays,
      roles: roleSettings(access),
      ...given({
        serviceCidr: settings.serviceCidr,
        remoteNetworks: settings.remoteNetworks,
        autoMode: autoMode?.args ?? (settings.leavesAutoMode ? false : undefined),
        networkAddons: needsNetworkAddons(config),
        podTraffic: autoMode ? undefined : podTraffic(config),
        publicAccessCidrs: endpoint.publicAccess ? endpoint.publicAccessCidrs : undefined,
      }),
    },
    opts,
  );
}
