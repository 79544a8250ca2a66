import { stringify } from "yaml";
import { accessPolicy } from "./access-policy";
import type { SignIn, TenantProject } from "./argo-cd-settings";

/** Port of the server's pods, for people and for load balancers. */
export const serverPort = 8080;

/** The cluster that Argo CD runs in, as Applications name it. */
export const ownCluster = "https://kubernetes.default.svc";

export interface ArgoCdValuesArgs {
  /** Host name by which people reach it. */
  readonly host: string;
  readonly namespace: string;
  readonly signIn: SignIn;
  readonly projects: readonly TenantProject[];
  readonly highlyAvailable: boolean;
}

/**
 * What differs from the chart's own values. No secret is among them: the passwords of Redis and of sessions are made inside
 * the cluster, and nobody has a password.
 * @see https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd
 */
export function argoCdValues(args: ArgoCdValuesArgs): Readonly<Record<string, unknown>> {
  const { host, signIn, projects, highlyAvailable } = args;
  const replicas = highlyAvailable ? 2 : 1;
  return {
    // Roles in the namespaces of tenants are made here; those of the chart would be administrators of the cluster.
    createClusterRoles: false,
    global: {
      domain: host,
      // The namespace is closed already, and policies add up: the chart's would open the server to everybody.
      networkPolicy: { create: false },
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
      ],
    },
    configs: {
      cm: {
        "admin.enabled": "false",
        "users.anonymous.enabled": "false",
        "exec.enabled": "false",
        // Kinds that it may not list are no part of what it watches.
        "resource.respectRBAC": "normal",
        "oidc.config": oidcConfig(signIn),
      },
      rbac: { "policy.default": "", "policy.csv": accessPolicy(signIn, projects), scopes: "[groups]" },
      // Without a password of an administrator, and filled by the server itself.
      secret: { createSecret: true },
      clusterCredentials: { "in-cluster": clusterScope(args) },
    },
    controller: sized({ requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } }),
    server: several(replicas, { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } }),
    repoServer: several(replicas, { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } }),
    redis: sized(cache),
    "redis-ha": highlyAvailable ? redisOfThree : { enabled: false },
    redisSecretInit: sized({ requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } }),
    // People come by OpenID Connect, without a provider in between; alarms go elsewhere.
    dex: { enabled: false },
    notifications: { enabled: false },
    // What it generates could name any project.
    applicationSet: { replicas: 0 },
  };
}

interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

const sized = (resources: Resources) => ({ resources });

const several = (replicas: number, resources: Resources) => ({
  replicas,
  resources,
  ...(replicas > 1 && { pdb: { enabled: true, maxUnavailable: 1 } }),
});

/** Redis holds manifests and the trees of applications, and nothing that could not be made again. */
const cache = { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } };

const small = { requests: { cpu: "25m", memory: "64Mi" }, limits: { memory: "128Mi" } };

/** Three with their sentinels, of which a drain takes one at a time. They need not be on three nodes. */
const redisOfThree = {
  enabled: true,
  hardAntiAffinity: false,
  topologySpreadConstraints: { enabled: true },
  podDisruptionBudget: { maxUnavailable: 1 },
  redis: { resources: cache },
  sentinel: { resources: small },
  haproxy: { hardAntiAffinity: false, podDisruptionBudget: { maxUnavailable: 1 }, resources: small },
};

function oidcConfig({ issuer, clientId, clientSecret }: SignIn): string {
  return stringify({
    name: "SSO",
    issuer,
    clientID: clientId,
    ...(clientSecret === undefined
      ? { enablePKCEAuthentication: true }
      : { clientSecret: `$${clientSecret.secretName}:${clientSecret.key}` }),
    requestedScopes: ["openid", "profile", "email", "groups"],
  });
}

/** It watches these namespaces and nothing without one, so that it needs no rights on the whole cluster. */
function clusterScope({ namespace, projects }: ArgoCdValuesArgs) {
  return {
    server: ownCluster,
    namespaces: [namespace, ...projects.map((project) => project.namespace)].join(","),
    config: { tlsClientConfig: { insecure: false } },
  };
}
