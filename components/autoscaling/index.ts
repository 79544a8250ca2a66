export { EventDrivenAutoscaler, type EventDrivenAutoscalerArgs } from "./event-driven-autoscaler";
export { NamespaceScaler, type NamespaceScalerArgs } from "./namespace-scaler";
export { VerticalPodAutoscaler, type VerticalPodAutoscalerArgs } from "./vertical-pod-autoscaler";
export { WorkloadAutoscaler, type WorkloadAutoscalerArgs } from "./workload-autoscaler";
