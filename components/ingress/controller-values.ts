import { zoneSpread } from "../charts/zone-spread";
import { controllerServiceAccount } from "./controller-permissions";
import { albClass } from "./ingress-class-params";
import type { LoadBalancerControllerArgs } from "./load-balancer-controller-args";

export interface ControllerValuesArgs extends Pick<
  LoadBalancerControllerArgs,
  "cluster" | "network" | "imageRepository" | "tags"
> {
  readonly tlsPolicy: string;
  /** Whether load balancers stand behind a web ACL. */
  readonly webAcl: boolean;
}

/**
 * What differs from the chart's own values.
 * @throws when a tag would not survive the controller's command line.
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/helm/aws-load-balancer-controller
 */
export function controllerValues(args: ControllerValuesArgs): Readonly<Record<string, unknown>> {
  const { cluster, network, imageRepository, tlsPolicy, webAcl, tags = {} } = args;
  return {
    clusterName: cluster.name,
    // With both it asks no instance where it is, which pods cannot.
    region: cluster.location.region,
    vpcId: network.vpcId,
    ...(imageRepository === undefined ? {} : { image: { repository: imageRepository } }),
    serviceAccount: { name: controllerServiceAccount },
    defaultTags: checkedTags(tags),
    ...availability,
    ...restricted,
    ...classes,
    defaultTargetType: "ip",
    defaultSSLPolicy: tlsPolicy,
    enableShield: false,
    enableWaf: false,
    enableWafv2: webAcl,
    // It would refuse every Service of the cluster while no controller is ready. Those of type LoadBalancer have to name
    // the class service.k8s.aws/nlb themselves.
    enableServiceMutatorWebhook: false,
    // A new pair on each upgrade would leave webhooks without trust until all pods have it.
    keepTLSSecret: true,
  };
}

const availability = {
  replicaCount: 2,
  podDisruptionBudget: { maxUnavailable: 1 },
  topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/name": "aws-load-balancer-controller" })],
  resources: { requests: { cpu: "100m", memory: "192Mi" }, limits: { memory: "512Mi" } },
} as const;

/** What the restricted Pod Security Standard asks for beyond the chart's own values. */
const restricted = {
  podSecurityContext: { fsGroup: 65534, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
} as const;

/** The one class is ours, and an Ingress cannot get around its parameters by the old annotation. */
const classes = {
  ingressClass: albClass,
  createIngressClassResource: false,
  ingressClassParams: { create: false },
  disableIngressClassAnnotation: true,
} as const;

/** The chart writes them into one flag, `key=value,key=value`. */
function checkedTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const wrong = Object.entries(tags).find(([key, value]) => /[,=]/.test(key + value));
  if (wrong === undefined) return tags;
  throw new Error(
    `The tag "${wrong[0]}" with the value "${wrong[1]}" has a comma or an equals sign, which the load balancer controller takes for the end of a tag; write it without.`,
  );
}
