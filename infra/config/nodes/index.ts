export { autoModeSettings } from "./auto-mode";
export { karpenterSettings, takesSpot } from "./karpenter";
export { groupFields, nodeGroupSettings } from "./managed-group";
export { nodesSchema } from "./nodes";
