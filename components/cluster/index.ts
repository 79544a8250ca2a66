export type { AddonName } from "./addon-versions";
export { Cluster } from "./cluster";
export type { AutoModeArgs, ClusterArgs, ClusterNetwork, ClusterSubnet, RemoteNetworksArgs } from "./cluster-args";
export type { AccessEntryArgs, AccessPolicyGrant, AccessPolicyName } from "./control-plane/access-entries";
export { CoreAddons, type CoreAddonsArgs, type DnsReplicas } from "./core-addons";
export { ManagedAddon, type AddonCluster, type AddonIdentity, type ManagedAddonArgs } from "./managed-addon";
export type { PodTraffic } from "./vpc-cni";
export {
  defaultKubernetesMinor,
  kubernetesMinor,
  kubernetesMinors,
  supportStatus,
  type KubernetesMinor,
} from "./versions";
