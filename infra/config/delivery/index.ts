export { argoCdNamespace, argoCdRelations, chartRegistryProblems, clientSecretKey } from "./argocd-relations";
export { deliverySchema } from "./delivery";
export { pipelineRelations } from "./delivery-relations";
