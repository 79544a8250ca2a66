export { charts, type ChartFacts, type ChartName } from "./chart-versions";
export { ChartRelease, type ChartCluster, type ChartIdentity, type ChartReleaseArgs } from "./chart-release";
export { ControllerNamespace, type ControllerNamespaceArgs } from "./controller-namespace";
