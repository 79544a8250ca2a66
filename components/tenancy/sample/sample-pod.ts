import type { types } from "@pulumi/kubernetes";
import { secretsVolume } from "../../secrets/secrets-volume";

/** The port the sample listens on; ports below 1024 need a capability. */
export const samplePort = 8080;

export interface SamplePodArgs {
  readonly image: string;
  readonly serviceAccount: string;
  /** Holds the server's configuration, `default.conf`. */
  readonly configMapName: string;
  /** Labels of the pods, by which they are spread. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the SecretProviderClass whose files are mounted. None where it is left out. */
  readonly secretProviderClass?: string | undefined;
}

/** Where secrets are mounted, as files in memory. */
const secretsFolder = "/run/secrets/platform";

/** A pod under the restricted Pod Security Standard that writes nowhere but to a small /tmp. */
export function samplePod({
  image,
  serviceAccount,
  configMapName,
  labels,
  secretProviderClass,
}: SamplePodArgs): types.input.core.v1.PodSpec {
  const secrets = secretProviderClass === undefined ? [] : [secretsVolume("secrets", secretProviderClass)];
  return {
    serviceAccountName: serviceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 30,
    // The user of the image.
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 101,
      runAsGroup: 101,
      seccompProfile: { type: "RuntimeDefault" },
    },
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
      topologyKey,
      maxSkew: 1,
      // A cluster of one node must run it as well.
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { ...labels } },
    })),
    containers: [container(image, secrets.length > 0)],
    volumes: [
      { name: "tmp", emptyDir: { sizeLimit: "16Mi" } },
      { name: "configuration", configMap: { name: configMapName } },
      ...secrets,
    ],
  };
}

function container(image: string, hasSecrets: boolean): types.input.core.v1.Container {
  return {
    name: "web",
    image,
    ports: [{ name: "http", containerPort: samplePort, protocol: "TCP" }],
    resources: {
      requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "32Mi" },
      limits: { memory: "128Mi", "ephemeral-storage": "64Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    startupProbe: { ...health, periodSeconds: 2, failureThreshold: 15 },
    readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 2 },
    livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
    // Connections still arrive while the endpoint is taken out of the load balancers.
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      { name: "configuration", mountPath: "/etc/nginx/conf.d", readOnly: true },
      ...(hasSecrets ? [{ name: "secrets", mountPath: secretsFolder, readOnly: true }] : []),
    ],
  };
}

const health = { httpGet: { path: "/healthz", port: "http" }, timeoutSeconds: 2 };
