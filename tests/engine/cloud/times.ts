import { text, type Properties } from "../properties";

/** How long AWS takes, in minutes. What is left out is done at once. */
export interface Times {
  readonly create?: number | ((inputs: Properties) => number);
  readonly update?: number | ((inputs: Properties) => number);
  readonly remove?: number;
}

/** A call that is answered at once takes about a second, with its preparation. */
export const minutesOfCall = 0.02;

const logs = "durations in public logs of terraform and pulumi runs";
const service = "the service's documentation, and the middle of what users report";

/** Times with where they are known from. The engine tests wait for them, scaled down, and the critical path adds them up. */
export const times = {
  vpc: { create: 0.2, remove: 0.1, source: logs },
  subnet: { create: 0.1, source: logs },
  natGateway: { create: 1.8, remove: 1, source: `${logs}: 1.4 to 2.1, and 0.6 to 1.6 to delete` },
  vpcEndpoint: { create: 2, update: 1, remove: 2, source: "PrivateLink: pending for 1 to 3 minutes" },
  autoScalingGroup: { create: 2, update: 1, remove: 4, source: "until instances are in service: 0.25 to 3" },
  key: { create: 0.3, source: `${logs}: 0.2 to 0.5, since the policy has to spread` },
  cluster: {
    ...{ create: 9, update: 8, remove: 2.5 },
    source: `${logs}: 8.3 to 9.4, and 1.2 to 3.8 to delete; EKS User Guide: "about 10 minutes"`,
  },
  nodeGroup: { create: 2, update: 6, remove: 6, source: `${logs}: 1.5 to 3.4 for two or three nodes` },
  addon: { create: minutesOfAddon, update: 1, remove: 0.4, source: `${logs}, by add-on` },
  identityProviderConfig: { create: 15, remove: 10, source: "EKS User Guide: several minutes; users report 10 to 25" },
  prometheusWorkspace: { create: 0.2, remove: 0.2, source: service },
  prometheusDefinition: { create: 0.3, update: 0.3, remove: 0.2, source: service },
  scraper: { create: 17, update: 5, remove: 15, source: "Prometheus User Guide: 15 to 20 minutes, 10 to 20 to delete" },
  queue: { create: 0.4, remove: 0.5, source: "the provider waits until the queue is consistent" },
  table: { create: 0.3, update: 0.3, remove: 0.3, source: service },
  vault: { create: 0.1, remove: 0.1, source: service },
  backup: { create: 0.1, source: service },
  fileSystem: { create: 0.2, remove: 0.2, source: service },
  mountTarget: { create: 1.7, remove: 0.5, source: `${logs}: 1.5 to 2` },
  loadBalancer: { create: 2.5, remove: 1, source: "until it is active: 2 to 4; 0.5 to 2 to delete" },
  pods: { create: 0.5, source: "an image that is pulled and started" },
} as const satisfies Readonly<Record<string, Times & { readonly source: string }>>;

/** Add-ons of DaemonSets alone do not wait for nodes; CloudWatch's starts an operator that starts its agents. */
function minutesOfAddon(inputs: Properties): number {
  switch (text(inputs, "addonName")) {
    case "vpc-cni":
    case "kube-proxy":
    case "eks-pod-identity-agent":
    case "eks-node-monitoring-agent":
      return 0.5;
    case "coredns":
      return 0.6;
    case "amazon-cloudwatch-observability":
    case "adot":
    case "aws-guardduty-agent":
      return 2;
    default:
      return 0.75;
  }
}
