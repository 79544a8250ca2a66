import { zoneSpread } from "../../charts/zone-spread";
import { terminationTag } from "./termination-tag";

export interface HandlerValuesArgs {
  readonly clusterName: string;
  readonly region: string;
  readonly queueUrl: string;
  readonly serviceAccount: string;
  /** Seconds that a node has for its pods to leave. */
  readonly drainSeconds: number;
}

/**
 * The values of the handler's chart: it reads the queue, and not the metadata service, which pods cannot reach.
 * @see https://github.com/aws/aws-node-termination-handler/tree/main/config/helm/aws-node-termination-handler
 */
export function handlerValues(args: HandlerValuesArgs): Readonly<Record<string, unknown>> {
  const memory = "128Mi";
  return {
    enableSqsTerminationDraining: true,
    queueURL: args.queueUrl,
    awsRegion: args.region,
    serviceAccount: { name: args.serviceAccount },
    checkTagBeforeDraining: true,
    managedTag: terminationTag(args.clusterName),
    // The name of a node need not be that of its instance.
    useProviderId: true,
    nodeTerminationGracePeriod: args.drainSeconds,
    // Else nobody but its log would tell why a node was drained.
    emitKubernetesEvents: true,
    // One of them may be on the node that goes.
    replicas: 2,
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/name": "aws-node-termination-handler" })],
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: "RuntimeDefault" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    resources: { requests: { cpu: "50m", memory }, limits: { memory } },
  };
}
