import { ownCluster } from "./argo-cd-values";
import type { RootSource, SyncWindow, TenantProject } from "./argo-cd-settings";

/** The project of the one application that makes all others. */
export const rootProject = "platform-apps";

/** What the platform puts into the namespaces of tenants, and no application may. */
const ofThePlatform = [
  ...["LimitRange", "ResourceQuota", "Secret", "ServiceAccount"].map((kind) => ({ group: "", kind })),
  { group: "networking.k8s.io", kind: "NetworkPolicy" },
  ...["Role", "RoleBinding"].map((kind) => ({ group: "rbac.authorization.k8s.io", kind })),
];

const nothingOfTheCluster = { clusterResourceBlacklist: [{ group: "*", kind: "*" }] };

/**
 * A tenant's project: from its repositories to its namespace, and nothing that is the platform's.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/
 */
export function tenantProjectSpec(
  { name, namespace, repositories }: TenantProject,
  syncWindows: readonly SyncWindow[],
): object {
  return {
    description: `What ${name} delivers`,
    sourceRepos: [...repositories],
    destinations: [{ server: ownCluster, namespace }],
    ...nothingOfTheCluster,
    namespaceResourceBlacklist: ofThePlatform,
    ...(syncWindows.length === 0 ? {} : { syncWindows: syncWindows.map(windowSpec) }),
  };
}

function windowSpec({ kind, schedule, duration, timeZone = "UTC", manualSync = false }: SyncWindow): object {
  return { kind, schedule, duration, timeZone, manualSync, applications: ["*"] };
}

/** The root's project: applications, in Argo CD's own namespace, from one repository. */
export function rootProjectSpec({ repository }: RootSource, namespace: string): object {
  return {
    description: "The applications of all tenants",
    sourceRepos: [repository],
    destinations: [{ server: ownCluster, namespace }],
    ...nothingOfTheCluster,
    namespaceResourceWhitelist: [{ group: "argoproj.io", kind: "Application" }],
  };
}

/** The application whose files are the applications of tenants. */
export function rootApplicationSpec({ repository, path, revision }: RootSource, namespace: string): object {
  return {
    project: rootProject,
    source: { repoURL: repository, path, targetRevision: revision },
    destination: { server: ownCluster, namespace },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      retry: { limit: 5, backoff: { duration: "10s", factor: 2, maxDuration: "3m" } },
    },
  };
}
