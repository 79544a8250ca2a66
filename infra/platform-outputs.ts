import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../components/arn";
import type { Cluster } from "../components/cluster";
import { supportWindows } from "../components/cluster/versions";
import type { RoleSettings } from "../components/identity/role";
import type { LoadBalancerController } from "../components/ingress";
import type { Monitoring } from "../components/monitoring";
import type { Network, NetworkSubnet } from "../components/network";
import type { NodeRole } from "../components/nodes";
import type { HybridNodes } from "../components/nodes/hybrid/hybrid-nodes";
import { defaultStorageClass, sharedStorageClass, type Storage } from "../components/storage";
import type { Tenant } from "../components/tenancy";
import type { Keys } from "./keys";
import { contractVersion, type PlatformOutputs } from "./outputs";

/** The parts of a platform that its outputs speak of. */
export interface PlatformParts {
  readonly location: Location;
  readonly network: Network;
  readonly cluster: Cluster;
  readonly nodeRole: NodeRole | undefined;
  readonly storage: Storage;
  readonly monitoring: Monitoring;
  readonly keys: Keys;
  readonly roles: RoleSettings;
  readonly ingress: LoadBalancerController | undefined;
  readonly tenants: readonly Tenant[];
  readonly hybrid: HybridNodes | undefined;
}

/** A value of which any part may be known only later. */
type Later<T> = T extends readonly (infer Element)[]
  ? readonly Later<Element>[]
  : T extends object
    ? { readonly [Field in keyof T]: Later<T[Field]> }
    : pulumi.Input<T>;

/** What this stack tells other stacks: `readPlatform` of `outputs.ts` reads it. */
export function platformOutputs(parts: PlatformParts): Later<PlatformOutputs> {
  const { location, network, cluster, nodeRole, storage, monitoring, keys, roles, ingress } = parts;
  const { standardUntil, extendedUntil } = supportWindows[cluster.version];
  return {
    contractVersion,
    location,
    network: {
      vpcId: network.vpcId,
      cidrs: network.cidrs,
      ipv6: network.ipv6,
      publicSubnets: network.publicSubnets.map(subnet),
      privateSubnets: network.privateSubnets.map(subnet),
      isolatedSubnets: network.isolatedSubnets.map(subnet),
      podSubnets: network.podSubnets.map(subnet),
      egressAddresses: network.egressAddresses,
    },
    cluster: {
      name: cluster.name,
      arn: cluster.arn,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      endpointAccess: cluster.privateOnly ? "private" : "public and private",
      ipFamily: cluster.ipFamily,
      serviceCidr: cluster.serviceCidr ?? null,
      securityGroupId: cluster.securityGroupId,
      oidcProviderArn: cluster.oidcProviderArn,
      issuer: cluster.issuer,
    },
    kubernetes: {
      version: cluster.version,
      standardSupportUntil: standardUntil,
      extendedSupportUntil: extendedUntil,
    },
    hybrid: parts.hybrid === undefined ? null : { roleArn: parts.hybrid.role.arn, nodeConfig: parts.hybrid.nodeConfig },
    nodes: { roleArn: nodeRole?.arn ?? null },
    storage: {
      defaultStorageClass: storage.block === undefined ? null : defaultStorageClass,
      sharedStorageClass: storage.files === undefined ? null : sharedStorageClass,
      fileSystemId: storage.files?.fileSystem.id ?? null,
    },
    monitoring: {
      alarmTopicArn: monitoring.topic.arn,
      prometheusEndpoint: monitoring.prometheus.workspace.prometheusEndpoint,
      dashboardName: monitoring.dashboardName,
    },
    roles: { path: roles.path ?? "/", permissionsBoundaryArn: roles.permissionsBoundaryArn ?? null },
    ingress: ingress === undefined ? null : ingressOutput(ingress, network),
    tenants: Object.fromEntries(
      parts.tenants.map(({ name, namespace, scheduling = null }) => [name, { namespace: namespace.name, scheduling }]),
    ),
    keys: { logsArn: keys.logs.arn, volumesArn: keys.volumes.arn },
    kubeconfig: cluster.kubeconfig,
  };
}

/** Load balancers stand where the controller finds subnets for their scheme: the tags of the network say so. */
function ingressOutput(
  { className, scheme }: LoadBalancerController,
  { publicSubnets, privateSubnets }: Network,
): PlatformOutputs["ingress"] {
  const subnets = scheme === "internal" ? privateSubnets : publicSubnets;
  return { className, scheme, sourceCidrs: subnets.map(({ cidr }) => cidr) };
}

function subnet({
  id,
  availabilityZone,
  cidr,
}: NetworkSubnet): Later<PlatformOutputs["network"]["privateSubnets"][number]> {
  return { id, availabilityZone, cidr };
}
