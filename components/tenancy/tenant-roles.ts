import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** What people of a tenant may be in its namespace. */
export const tenantRoles = ["viewer", "developer"] as const;

export type TenantRole = (typeof tenantRoles)[number];

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const rules = (verbs: readonly string[], resources: Readonly<Record<string, readonly string[]>>): readonly Rule[] =>
  Object.entries(resources).map(([group, names]) => ({ apiGroups: [group], resources: names, verbs }));

/** Everything that explains how a workload does. Secrets are not among it. */
const viewing = rules(["get", "list", "watch"], {
  "": [
    ...["pods", "pods/log", "services", "endpoints", "configmaps", "persistentvolumeclaims", "serviceaccounts"],
    ...["events", "resourcequotas", "limitranges", "replicationcontrollers"],
  ],
  "events.k8s.io": ["events"],
  apps: ["deployments", "replicasets", "statefulsets", "daemonsets", "controllerrevisions"],
  batch: ["jobs", "cronjobs"],
  autoscaling: ["horizontalpodautoscalers"],
  policy: ["poddisruptionbudgets"],
  "networking.k8s.io": ["ingresses", "networkpolicies"],
  "discovery.k8s.io": ["endpointslices"],
  "metrics.k8s.io": ["pods"],
});

/**
 * What it takes to run workloads. Left out on purpose: secrets, which come from Secrets Manager; shells and tunnels into
 * pods; service accounts, roles and network policies, which are the platform's; daemon sets, which would use every node.
 */
const developing = [
  ...rules(["create", "update", "patch", "delete"], {
    "": ["services", "configmaps", "persistentvolumeclaims"],
    apps: ["deployments", "statefulsets"],
    batch: ["jobs", "cronjobs"],
    autoscaling: ["horizontalpodautoscalers"],
    policy: ["poddisruptionbudgets"],
    "networking.k8s.io": ["ingresses"],
  }),
  ...rules(["update", "patch"], { apps: ["deployments/scale", "statefulsets/scale"] }),
  // Its controller makes another one.
  ...rules(["delete"], { "": ["pods"] }),
];

const rulesOf: Readonly<Record<TenantRole, readonly Rule[]>> = {
  viewer: viewing,
  developer: [...viewing, ...developing],
};

/** The Kubernetes group of those who are something to a tenant. Access entries name it, and nothing else does. */
export function tenantGroup(tenant: string, role: TenantRole): string {
  return `tenant:${tenant}:${role}`;
}

/**
 * A role in a tenant's namespace, and its binding to the group of that role. Whoever is in the group has these rights
 * there and none elsewhere.
 */
export function createTenantRole(
  name: string,
  { tenant, namespace, role }: { readonly tenant: string; readonly namespace: string; readonly role: TenantRole },
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  const metadata = { name: role, namespace };
  const resource = new k8s.rbac.v1.Role(
    name,
    {
      metadata,
      rules: rulesOf[role].map(({ apiGroups, resources, verbs }) => ({
        apiGroups: [...apiGroups],
        resources: [...resources],
        verbs: [...verbs],
      })),
    },
    opts,
  );
  const apiGroup = "rbac.authorization.k8s.io";
  const binding = new k8s.rbac.v1.RoleBinding(
    name,
    {
      metadata,
      roleRef: { apiGroup, kind: "Role", name: role },
      subjects: [{ apiGroup, kind: "Group", name: tenantGroup(tenant, role) }],
    },
    { ...opts, dependsOn: [resource] },
  );
  return [resource, binding];
}
