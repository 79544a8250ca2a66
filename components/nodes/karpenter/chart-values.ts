import type { KarpenterArgs } from "./karpenter-args";

/**
 * The values of the controller's chart. Its own defaults spread two pods over hosts and zones, keep them off the nodes that
 * they make themselves, and let one go at a time.
 * @see https://github.com/aws/karpenter-provider-aws/blob/main/charts/karpenter/values.yaml
 */
export function chartValues(
  args: KarpenterArgs,
  queueName: string,
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const { cluster, podSubnets = false, zonalShift = false, spotToSpotConsolidation = false } = args;
  const memory = "1Gi";
  return {
    serviceAccount: { name: "karpenter", annotations },
    settings: {
      clusterName: cluster.name,
      // It asks EKS for the endpoint, which is unknown at preview and would hide the other values.
      eksControlPlane: true,
      interruptionQueue: queueName,
      enableZonalShift: zonalShift,
      reservedENIs: podSubnets ? "1" : "0",
      featureGates: { spotToSpotConsolidation },
    },
    // The nodes that cluster DNS runs on may be its own to make, so it asks the resolver of its node.
    dnsPolicy: "Default",
    controller: { resources: { requests: { cpu: "500m", memory }, limits: { memory } } },
  };
}
