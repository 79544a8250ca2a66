import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../../components/cluster";
import type { Network } from "../../components/network";
import type { NodeRole } from "../../components/nodes";
import { NodePoolAdmission, PlatformTraffic, Tenant } from "../../components/tenancy";
import { secretsStoreNamespace } from "../../components/secrets/secrets-store-driver";
import type { Config } from "../config";
import { tenantSettings } from "../config/tenants";
import type { Keys } from "../keys";

/** The parts of the platform that tenants are built on. */
export interface TenantSurroundings {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly nodeRole: NodeRole | undefined;
  readonly keys: Keys;
  /** What instances are tagged with. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The teams of the configuration, and what keeps each on its own nodes. */
export async function createTenants(
  config: Config,
  { cluster, network, nodeRole, keys, tags }: TenantSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<readonly Tenant[]> {
  if (config.tenants.length === 0) return [];
  const admission = new NodePoolAdmission("tenant-node-pools", { cluster }, opts).ready;
  const shared = {
    prefix: config.prefix,
    cluster,
    admission,
    nodesPlace: nodeRole && {
      role: nodeRole,
      subnets: network.privateSubnets,
      networkReady: network.ready,
      volumeKey: keys.volumes,
      ssm: config.nodes.sessionManager,
    },
    securityGroupNetwork: { vpcId: network.vpcId, clusterSecurityGroupId: cluster.securityGroupId },
    tags,
  };
  const tenants: Tenant[] = [];
  for (const tenant of config.tenants) {
    const underWay = tenants[tenants.length - mostUnderWay];
    if (underWay !== undefined) await registered(underWay);
    tenants.push(new Tenant(`tenant-${tenant.name}`, { ...shared, ...tenantSettings(tenant) }, opts));
  }
  return tenants;
}

/**
 * How many tenants are registered at a time. A request under way holds several times the memory of a resource that is
 * registered, and the engine works on fewer resources than these tenants have.
 */
const mostUnderWay = 20;

async function registered({ ready }: Tenant): Promise<void> {
  await new Promise((resolve) => pulumi.all(ready.map(({ urn }) => urn)).apply(resolve));
}

/** What the platform's own pods wait for where nothing may be sent or received that no network policy allows. */
export function openPlatform(
  config: Config,
  { cluster, network }: Pick<TenantSurroundings, "cluster" | "network">,
  opts: pulumi.ComponentResourceOptions,
): readonly pulumi.Resource[] {
  if (config.cluster.networkPolicies === "standard") return [];
  const addonNamespaces = [
    ...(config.monitoring.containerInsights === "none" ? [] : ["amazon-cloudwatch"]),
    ...(config.secrets.driver === "csi" ? [secretsStoreNamespace] : []),
  ];
  return new PlatformTraffic("platform-traffic", { cluster, cidrs: network.cidrs, addonNamespaces }, opts).ready;
}

/** How the VPC CNI has to treat pods for the tenants that there are. */
export function podTraffic({ cluster, tenants }: Config) {
  return {
    networkPolicies: cluster.networkPolicies,
    podSecurityGroups: tenants.some(({ securityGroup }) => securityGroup),
  };
}
