import type { Resource } from "../graph/resource";
import { and, type Truth } from "../values/truth";
import { clusterComponent } from "./node-sources";

/**
 * Whether a cluster in Auto Mode has pools that EKS itself brings, whose nodes start in the cluster's own subnets. The
 * component has both unless told otherwise; the resource has those that it lists.
 * @see EKS User Guide, "Enable or Disable Built-in NodePools"
 */
export function hasBuiltInPools(cluster: Resource): Truth {
  const isComponent = cluster.type === clusterComponent;
  const enabled = cluster.at(isComponent ? "autoMode.enabled" : "computeConfig.enabled");
  const pools = cluster.at(isComponent ? "autoMode.computeConfig.nodePools" : "computeConfig.nodePools");
  return and(enabled.isTrue(), pools.isAbsent && isComponent ? true : pools.some(() => true));
}
