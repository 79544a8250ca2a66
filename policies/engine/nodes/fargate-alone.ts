import type { Graph } from "../graph/graph";
import {
  autoModeNodeClass,
  clusterComponent,
  karpenterNodeClass,
  managedComponent,
  managedGroup,
  scalingGroup,
  selfManagedComponents,
} from "./node-sources";

export const fargateProfile = "aws:eks/fargateProfile:FargateProfile";

const nodeSources = [
  ...[managedGroup, managedComponent, clusterComponent, scalingGroup, karpenterNodeClass, autoModeNodeClass],
  ...selfManagedComponents,
];

/** Whether the stack has pods on Fargate and nothing that makes nodes. */
export function runsOnFargateAlone(graph: Graph): boolean {
  return graph.ofType(fargateProfile).length > 0 && nodeSources.every((type) => graph.ofType(type).length === 0);
}
