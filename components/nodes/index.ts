export type { Architecture, ImageVariant, NodeOs } from "./ami-type";
export { architectureOf } from "./instance-type";
export { ManagedNodeGroup, type ManagedNodeGroupArgs, type NodeCluster, type NodeSubnet } from "./managed-node-group";
export { ManagedNodeGroups, type ManagedNodeGroupsArgs } from "./managed-node-groups";
export { nodeGroupProblems } from "./node-group-problems";
export type { NodeGroupSettings, NodeGroupUpdate, NodeTaint, NodeVolume } from "./node-group-settings";
export { NodeRole, type NodeRoleArgs } from "./node-role";
export type { KubeletSettings, ReservedResources } from "./user-data";
