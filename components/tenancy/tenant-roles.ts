import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { developing, viewing, type Permission } from "../access/permissions";

/** What people of a tenant may be in its namespace. */
export const tenantRoles = ["viewer", "developer"] as const;

export type TenantRole = (typeof tenantRoles)[number];

/** Neither reads secrets. What they share with the roles of the platform is written there. */
const rulesOf: Readonly<Record<TenantRole, readonly Permission[]>> = {
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
