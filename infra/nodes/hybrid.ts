import type * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { HybridCredentials, HybridNodes } from "../../components/nodes/hybrid/hybrid-nodes";
import type { Config } from "../config";
import { roleSettings } from "../config/access";

/** What machines outside AWS need to join, where the configuration asks for it. */
export async function createHybrid(
  config: Config,
  { cluster, tags }: { readonly cluster: Cluster; readonly tags: Readonly<Record<string, string>> },
  opts: pulumi.ComponentResourceOptions,
): Promise<HybridNodes | undefined> {
  const { hybrid } = config.nodes;
  const { remoteNetworks } = config.cluster;
  if (hybrid === undefined || remoteNetworks === undefined) return undefined;
  const component = await import("../../components/nodes/hybrid/hybrid-nodes");
  return new component.HybridNodes(
    "hybrid",
    {
      prefix: config.prefix,
      cluster,
      remoteCidrs: [...remoteNetworks.nodeCidrs, ...remoteNetworks.podCidrs],
      credentials: credentialsOf(hybrid),
      zone: hybrid.zone,
      labels: hybrid.labels,
      roles: roleSettings(config.access),
      tags,
    },
    opts,
  );
}

function credentialsOf({
  credentials,
  certificates,
  privateCaArn,
}: NonNullable<Config["nodes"]["hybrid"]>): HybridCredentials {
  if (credentials === "ssm") return { kind: "ssm" };
  if (privateCaArn !== undefined) return { kind: "roles-anywhere", authority: { privateCaArn } };
  // The configuration is refused where neither is given.
  return { kind: "roles-anywhere", authority: { certificates: certificates ?? "" } };
}
