import { createHash } from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { container, podSettings, workloadNames, type Room } from "./pods";

export interface WebArgs extends Room {
  /** Ranges that load balancers call from. */
  readonly clientCidrs: pulumi.Output<readonly string[]>;
}

const image = "public.ecr.aws/nginx/nginx-unprivileged:1.30.4-alpine-slim";
const port = 8080;
const serviceAccount = "my-web-sa";

const server = `server {
  listen ${String(port)};
  server_tokens off;
  default_type text/plain;
  location = /healthz { access_log off; return 200 "ok\\n"; }
  location / { return 200 "Orders are taken at $hostname.\\n"; }
}
`;

/** A changed file gets a new name, so that pods of the old and the new one each find theirs while they change over. */
const configMapName = `web-${createHash("sha256").update(server).digest("hex").slice(0, 8)}`;

/** Web servers that no lost node or zone and no upgrade of nodes takes away at once. */
export function createWeb(
  args: WebArgs,
  opts: pulumi.CustomResourceOptions,
): { readonly service: string; readonly ready: pulumi.Resource[] } {
  const { namespace, clientCidrs } = args;
  const { name, labels, metadata } = workloadNames("web", namespace);
  // Nothing of AWS is its business, so that it has an account of its own.
  const account = new k8s.core.v1.ServiceAccount(
    name,
    { metadata: { ...metadata, name: serviceAccount }, automountServiceAccountToken: false },
    opts,
  );
  const configMap = new k8s.core.v1.ConfigMap(
    name,
    { metadata: { ...metadata, name: configMapName }, data: { "default.conf": server }, immutable: true },
    opts,
  );
  const policy = new k8s.networking.v1.NetworkPolicy(
    name,
    {
      metadata,
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: clientCidrs.apply((cidrs) => cidrs.map((cidr) => ({ ipBlock: { cidr } }))),
            ports: [{ protocol: "TCP", port }],
          },
        ],
      },
    },
    opts,
  );
  const budget = new k8s.policy.v1.PodDisruptionBudget(
    name,
    {
      metadata,
      spec: { maxUnavailable: 1, selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: "AlwaysAllow" },
    },
    opts,
  );
  const deployment = new k8s.apps.v1.Deployment(
    name,
    {
      metadata,
      // The autoscaler owns the number of replicas.
      spec: {
        selector: { matchLabels: labels },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: { metadata: { labels }, spec: webPods(args, labels) },
      },
    },
    { ...opts, dependsOn: [account, configMap, policy, budget] },
  );
  new k8s.autoscaling.v2.HorizontalPodAutoscaler(name, { metadata, spec: autoscaling(name) }, opts);
  const service = new k8s.core.v1.Service(
    name,
    {
      metadata,
      spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }] },
    },
    opts,
  );
  return { service: name, ready: [service, deployment] };
}

function webPods(args: WebArgs, labels: Readonly<Record<string, string>>) {
  const health = { httpGet: { path: "/healthz", port: "http" }, timeoutSeconds: 2 };
  return {
    ...podSettings(args, serviceAccount, 101),
    terminationGracePeriodSeconds: 60,
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: labels },
    })),
    containers: [
      {
        ...container("web", image),
        ports: [{ name: "http", containerPort: port, protocol: "TCP" }],
        readinessProbe: { ...health, periodSeconds: 5 },
        livenessProbe: { ...health, periodSeconds: 10 },
        // The load balancer needs a while to learn that a pod goes.
        lifecycle: { preStop: { sleep: { seconds: 20 } } },
        volumeMounts: [
          { name: "tmp", mountPath: "/tmp" },
          { name: "configuration", mountPath: "/etc/nginx/conf.d", readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
      { name: "configuration", configMap: { name: configMapName } },
    ],
  };
}

function autoscaling(name: string): k8s.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
  };
}
