import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import type { Cluster } from "../../components/cluster";
import type { Monitoring } from "../../components/monitoring";
import type { Network } from "../../components/network";
import type { Config } from "../config";
import { roleSettings } from "../config/access";

/** The parts of the platform that a pipeline is built on. */
export interface PipelineSurroundings {
  readonly location: Location;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly monitoring: Monitoring;
  readonly deployerRoleArn: string;
}

/** The pipeline that delivers this stack, where the configuration asks for one. */
export async function createPipeline(
  { prefix, stack, delivery, monitoring: { logRetentionDays }, protection, access }: Config,
  { location, network, cluster, monitoring, deployerRoleArn }: PipelineSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<void> {
  const { pipeline } = delivery;
  if (pipeline === undefined) return;
  const { DeliveryPipeline } = await import("../../components/delivery");
  new DeliveryPipeline(
    "delivery",
    {
      prefix,
      stack,
      location,
      ...pipeline,
      deployerRoleArn,
      approval: { topicArn: monitoring.topic.arn, keyAliasName: monitoring.topic.keyAliasName },
      place: {
        vpcId: network.vpcId,
        subnetIds: network.privateSubnets.map(({ id }) => id),
        ipv6: network.ipv6,
        clusterSecurityGroupId: cluster.securityGroupId,
        ready: network.ready,
      },
      logRetentionInDays: logRetentionDays,
      keyDeletionWindowInDays: protection.keyDeletionWindowDays,
      roles: roleSettings(access),
    },
    { ...opts, dependsOn: [...monitoring.topic.ready] },
  );
}
