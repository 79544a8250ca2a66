import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ingressOpening } from "../namespace/network-policies";
import { samplePod, samplePort } from "./sample-pod";
import type { TenantNamespace, WorkloadCluster } from "../namespace/tenant-namespace";

export interface SampleWorkloadArgs {
  /** Name of the objects and of the pods' label `app.kubernetes.io/name`. */
  readonly name: string;
  readonly cluster: WorkloadCluster & { readonly ipFamily: "ipv4" | "ipv6" };
  /** Where it runs, once the namespace is isolated and bounded. */
  readonly namespace: Pick<TenantNamespace, "name" | "ready">;
  /** What pods need to be scheduled: the node groups. */
  readonly nodes: readonly pulumi.Resource[];
  /** Service account of the namespace. Its token is not mounted. Default `app`. */
  readonly serviceAccount?: string;
  /**
   * Image of an NGINX that runs as user 101 and writes under /tmp only, with an exact tag or a digest. In a VPC without a
   * way out name a copy in a registry that it reaches, such as a pull-through cache. Default: the one of public.ecr.aws.
   */
  readonly image?: string;
  /** Default 2, so that one zone or one node may go. */
  readonly minReplicas?: number;
  /** More than `minReplicas`. Default 4. */
  readonly maxReplicas?: number;
  /** Name of the SecretProviderClass of its namespace whose files its pods mount. Default none. */
  readonly secretProviderClass?: string;
  /** Whether it has an autoscaler of its own, by CPU. Default true; false where something else decides how many run. */
  readonly autoscaler?: boolean;
  /** Namespaces whose pods may call it, beside its own. Default none. */
  readonly clientNamespaces?: readonly string[];
}

/**
 * Published by NGINX to four registries, of which this one asks neither for a login nor for patience. The last build of a
 * release keeps its tag, and untagged builds are deleted in time: a tag of three numbers outlives any digest.
 * @see https://github.com/nginx/docker-nginx-unprivileged
 */
const defaultImage = "public.ecr.aws/nginx/nginx-unprivileged:1.30.4-alpine-slim";

/**
 * A small web server that does all that the platform demands of a workload, to be looked at and copied: the restricted
 * Pod Security Standard, probes, requests and limits, spread over zones, a disruption budget and an autoscaler.
 * Idle cost: a tenth of a CPU and 128 MiB of a node.
 * @throws when `maxReplicas` is not above `minReplicas`.
 */
export class SampleWorkload extends pulumi.ComponentResource {
  readonly deployment: k8s.apps.v1.Deployment;
  readonly service: k8s.core.v1.Service;

  constructor(name: string, args: SampleWorkloadArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:tenancy:SampleWorkload", name, { name: args.name, namespace: args.namespace.name }, opts);
    refuseBadReplicas(args);
    const options = {
      parent: this,
      provider: args.cluster.kubernetes,
      deletedWith: args.cluster.resource,
      dependsOn: [...args.namespace.ready],
    };
    const configMap = createConfigMap(name, args, options);
    const policy = createNetworkPolicy(name, args, options);
    const budget = createDisruptionBudget(name, args, options);
    this.deployment = createDeployment(name, args, configMap.name, {
      ...options,
      dependsOn: [...options.dependsOn, ...args.nodes, configMap.resource, policy, budget],
    });
    this.service = createService(name, args, options);
    if (args.autoscaler !== false)
      createAutoscaler(name, args, { ...options, dependsOn: [...options.dependsOn, this.deployment] });
    this.registerOutputs();
  }
}

function refuseBadReplicas({ minReplicas = 2, maxReplicas = 4 }: SampleWorkloadArgs): void {
  if (maxReplicas > minReplicas) return;
  throw new Error(
    `maxReplicas ${String(maxReplicas)} is not above minReplicas ${String(minReplicas)}; the autoscaler needs room.`,
  );
}

/** The labels of the pods of a sample, by its name. */
export const sampleLabels = (name: string): Record<string, string> => ({ "app.kubernetes.io/name": name });

const selector = ({ name }: SampleWorkloadArgs): Record<string, string> => sampleLabels(name);

const metadata = (args: SampleWorkloadArgs, name = args.name): k8s.types.input.meta.v1.ObjectMeta => ({
  name,
  namespace: args.namespace.name,
  labels: selector(args),
});

/** A changed file gets a new name, so that pods of the old and the new one each find theirs while they change over. */
function createConfigMap(
  name: string,
  args: SampleWorkloadArgs,
  options: pulumi.CustomResourceOptions,
): { readonly name: string; readonly resource: k8s.core.v1.ConfigMap } {
  const data = { "default.conf": serverConfiguration(args.cluster.ipFamily) };
  const digest = createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 8);
  const physicalName = `${args.name}-${digest}`;
  const resource = new k8s.core.v1.ConfigMap(
    name,
    { metadata: metadata(args, physicalName), data, immutable: true },
    options,
  );
  return { name: physicalName, resource };
}

/** Pods have addresses of one family only, and the image's own file knows IPv4 while the root file system is read-only. */
function serverConfiguration(ipFamily: "ipv4" | "ipv6"): string {
  const listen = ipFamily === "ipv6" ? `[::]:${String(samplePort)}` : String(samplePort);
  return [
    "server {",
    `  listen ${listen};`,
    "  server_tokens off;",
    "  default_type text/plain;",
    '  location = /healthz { access_log off; return 200 "ok\\n"; }',
    '  location / { return 200 "Hello from $hostname.\\n"; }',
    "}",
    "",
  ].join("\n");
}

function createNetworkPolicy(name: string, args: SampleWorkloadArgs, options: pulumi.CustomResourceOptions) {
  const policy = ingressOpening({
    name: args.name,
    labels: selector(args),
    port: samplePort,
    clientNamespaces: args.clientNamespaces ?? [],
  });
  return new k8s.networking.v1.NetworkPolicy(name, { metadata: metadata(args), spec: policy.spec }, options);
}

function createDisruptionBudget(name: string, args: SampleWorkloadArgs, options: pulumi.CustomResourceOptions) {
  const spec = {
    maxUnavailable: 1,
    selector: { matchLabels: selector(args) },
    // A pod that never became ready must not keep its node from being drained.
    unhealthyPodEvictionPolicy: "AlwaysAllow",
  };
  return new k8s.policy.v1.PodDisruptionBudget(name, { metadata: metadata(args), spec }, options);
}

function createDeployment(
  name: string,
  args: SampleWorkloadArgs,
  configMapName: string,
  options: pulumi.CustomResourceOptions,
): k8s.apps.v1.Deployment {
  const { image = defaultImage, serviceAccount = "app", secretProviderClass } = args;
  const labels = selector(args);
  // No number of replicas: the autoscaler owns it, and each `up` would take it back.
  const spec = {
    selector: { matchLabels: labels },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    minReadySeconds: 5,
    revisionHistoryLimit: 3,
    template: {
      metadata: { labels },
      spec: samplePod({ image, serviceAccount, configMapName, labels, secretProviderClass }),
    },
  };
  // Its pods start once somebody has given every secret a value, which no update may wait for.
  const waiting = secretProviderClass === undefined ? {} : { annotations: { "pulumi.com/skipAwait": "true" } };
  return new k8s.apps.v1.Deployment(name, { metadata: { ...metadata(args), ...waiting }, spec }, options);
}

function createService(name: string, args: SampleWorkloadArgs, options: pulumi.CustomResourceOptions) {
  const spec = {
    type: "ClusterIP",
    selector: selector(args),
    ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
  };
  return new k8s.core.v1.Service(name, { metadata: metadata(args), spec }, options);
}

function createAutoscaler(name: string, args: SampleWorkloadArgs, options: pulumi.CustomResourceOptions) {
  const spec = {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: args.name },
    minReplicas: args.minReplicas ?? 2,
    maxReplicas: args.maxReplicas ?? 4,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  };
  return new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, { metadata: metadata(args), spec }, options);
}
