export { ingressOpening, namespaceNamed, type IngressOpening, type NamedNetworkPolicy } from "./network-policies";
export { podSecurityLevels, type PodSecurity, type PodSecurityLevel } from "./pod-security";
export { SampleWorkload, type SampleWorkloadArgs } from "./sample-workload";
export {
  TenantNamespace,
  type ContainerDefaults,
  type NamespaceQuota,
  type TenantNamespaceArgs,
  type WorkloadCluster,
} from "./tenant-namespace";
