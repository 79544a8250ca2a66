import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../components/arn";
import { clusterRoleArn } from "../components/cluster/control-plane/cluster-role";
import { CustomerKey } from "../components/encryption/customer-key";
import { autoModeLaunches, autoScalingLaunches, logsEncrypt, spotLaunches } from "../components/encryption/key-policy";
import type { PolicyStatement } from "../components/identity/policy-document";
import { monitoringLogGroups } from "../components/monitoring";
import { fargateLogGroup } from "../components/nodes/fargate/pod-logs";
import type { Config } from "./config";
import { takesSpot } from "./config/nodes";

/** The keys that several parts of the platform share. Parts with data of their own kind bring their own. */
export interface Keys {
  /** Logs of the network and of what runs on the nodes. The control plane's have a key of their own. */
  readonly logs: CustomerKey;
  /** Volumes of nodes and pods, and the shared file system. */
  readonly volumes: CustomerKey;
  /** Recovery points: they outlive the loss of the key that their originals are under. */
  readonly backups: CustomerKey;
}

/** Creates the shared keys, each admitting no service but those that write under it. */
export function createKeys(config: Config, location: Location, opts: pulumi.ComponentResourceOptions): Keys {
  const { prefix, protection } = config;
  const key = (noun: string, description: string, statements: readonly PolicyStatement[]): CustomerKey =>
    new CustomerKey(
      `${noun}-key`,
      {
        name: `${prefix}-${noun}`,
        description,
        location,
        statements,
        deletionWindowInDays: protection.keyDeletionWindowDays,
      },
      { ...opts, protect: protection.protectStateful },
    );
  return {
    logs: key("logs", `Logs of network and nodes of ${prefix}`, [
      logsEncrypt(location, [
        `/aws/vpc/${prefix}/flow-logs`,
        ...monitoringLogGroups(prefix, prefix),
        ...(config.nodes.fargate === undefined ? [] : [fargateLogGroup(prefix)]),
      ]),
    ]),
    // The drivers of volumes reach the key through their roles, which the account's own statement admits.
    volumes: key("volumes", `Volumes and files of ${prefix}`, [
      ...autoScalingLaunches(location),
      ...(takesSpot(config) ? spotLaunches(location) : []),
      ...(config.cluster.autoMode === undefined
        ? []
        : autoModeLaunches(location, clusterRoleArn(location, prefix, config.access.rolePath))),
    ]),
    backups: key("backups", `Recovery points of ${prefix}`, []),
  };
}
