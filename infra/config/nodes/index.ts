export { autoModeSettings } from "./scaling/auto-mode";
export { karpenterSettings, takesSpot } from "./scaling/karpenter";
export { groupFields, nodeGroupSettings } from "./groups/group-fields";
export { instanceTypesOf } from "./groups/instances";
export { managedGroupSettings } from "./groups/managed-group";
export { nodesSchema } from "./nodes";
export { selfManagedSettings } from "./groups/self-managed-group";
