export type { ContainerDefaults, NamespaceQuota } from "./namespace/bounds";
export { egressOpening, type EgressOpening, type EgressPort } from "./namespace/egress";
export {
  ingressOpening,
  namespaceNamed,
  type IngressOpening,
  type NamedNetworkPolicy,
} from "./namespace/network-policies";
export { NodePoolAdmission } from "./node-pool-admission";
export { PlatformTraffic, type PlatformTrafficArgs } from "./platform-traffic";
export { podSecurityLevels, type PodSecurity, type PodSecurityLevel } from "./namespace/pod-security";
export { sampleLabels, SampleWorkload, type SampleWorkloadArgs } from "./sample/sample-workload";
export { Tenant } from "./tenant";
export type { TenantAccess, TenantArgs, TenantCluster, TenantNodes, TenantSettings } from "./tenant-args";
export type { TenantBudgetArgs } from "./tenant-budget";
export { TenantNamespace, type TenantNamespaceArgs, type WorkloadCluster } from "./namespace/tenant-namespace";
export { tenantProblems, type TenantProblem } from "./tenant-problems";
export { tenantRoles, type TenantRole } from "./tenant-roles";
