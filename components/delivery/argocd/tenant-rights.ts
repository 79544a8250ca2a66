import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { developing, viewing, type Permission } from "../../access/permissions";

const apiGroup = "rbac.authorization.k8s.io";

/** Service accounts of the chart that call the API server about what tenants deliver. */
const accounts: Readonly<Record<string, readonly Permission[]>> = {
  // What the team's own developers may do: no secrets, no roles, no network policies.
  "argocd-application-controller": [...viewing, ...developing],
  "argocd-server": viewing,
};

/** What Argo CD may do in a tenant's namespace. It has no other rights outside of its own. */
export function tenantRights(
  name: string,
  { namespace, argoNamespace }: { readonly namespace: string; readonly argoNamespace: string },
  opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
  return Object.entries(accounts).flatMap(([account, rules]) => {
    const metadata = { name: account, namespace };
    const role = new k8s.rbac.v1.Role(
      `${name}.${account}`,
      {
        metadata,
        rules: rules.map(({ apiGroups, resources, verbs }) => ({
          apiGroups: [...apiGroups],
          resources: [...resources],
          verbs: [...verbs],
        })),
      },
      opts,
    );
    const binding = new k8s.rbac.v1.RoleBinding(
      `${name}.${account}`,
      {
        metadata,
        roleRef: { apiGroup, kind: "Role", name: account },
        subjects: [{ kind: "ServiceAccount", name: account, namespace: argoNamespace }],
      },
      { ...opts, dependsOn: [role] },
    );
    return [role, binding];
  });
}
