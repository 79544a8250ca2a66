export { ArgoCd, type ArgoCdArgs, type ArgoCdProject } from "./argocd/argo-cd";
export { DeliveryPipeline, type DeliveryPipelineArgs } from "./pipeline/delivery-pipeline";
export { pipelineProblems, type PipelineSource, type PulumiCli } from "./pipeline/pipeline-problems";
