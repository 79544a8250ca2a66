export { autoModeSettings } from "./auto-mode";
export { fargateProfiles, runsOnFargateAlone } from "./fargate-relations";
export { karpenterSettings, takesSpot } from "./karpenter";
export { groupFields, nodeGroupSettings } from "./group-fields";
export { instanceTypesOf } from "./instances";
export { managedGroupSettings } from "./managed-group";
export { nodesSchema } from "./nodes";
export { selfManagedSettings } from "./self-managed-group";
