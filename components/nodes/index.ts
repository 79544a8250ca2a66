export type { Architecture, ImageVariant, NodeOs } from "./images/ami-type";
export { architectureOf } from "./instances/instance-type";
export type { KubeletSettings, ReservedResources } from "./kubelet/kubelet-settings";
export { ManagedNodeGroup, type ManagedNodeGroupArgs } from "./managed/managed-node-group";
export { ManagedNodeGroups, type ManagedNodeGroupsArgs } from "./managed/managed-node-groups";
export { nodeGroupProblems } from "./managed/node-group-problems";
export type { NodeGroupSettings, NodeGroupUpdate, NodeTaint, NodeVolume } from "./managed/node-group-settings";
export type { NodeCluster, NodeSubnet } from "./node-cluster";
export { NodeRole, type NodeRoleArgs } from "./node-role";
