import type { GraphResource } from "../../policies/engine/graph/resource";
import { object, type Input, type Inputs } from "./kubernetes-fixture";

const group = "rbac.authorization.k8s.io/v1";

/** A rule of a role: core API group unless it says otherwise. */
export function policyRule(resources: Input, verbs: Input, more: Inputs = {}): Inputs {
  return { apiGroups: [""], resources, verbs, ...more };
}

/** A ClusterRole named `reader` with the given rules. */
export function clusterRole(rules: Input, more: Inputs = {}, metadata: Inputs = {}): GraphResource {
  return object(`${group}:ClusterRole`, "reader", { rules, ...more }, { name: "reader", namespace: null, ...metadata });
}

/** A Role named `reader` of a namespace, `app` by default. */
export function role(rules: Input, namespace: Input = "app"): GraphResource {
  return object(`${group}:Role`, "reader", { rules }, { name: "reader", namespace });
}

/** A ClusterRoleBinding to a ClusterRole. */
export function clusterBinding(name: Input, ...subjects: Input[]): GraphResource {
  return object(
    `${group}:ClusterRoleBinding`,
    "cluster-binding",
    { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name }, subjects },
    { namespace: null },
  );
}

/** A RoleBinding of a namespace to a role of the kind. */
export function roleBinding(kind: string, name: Input, namespace: Input, ...subjects: Input[]): GraphResource {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind, name };
  return object(`${group}:RoleBinding`, "binding", { roleRef, subjects }, { namespace });
}

export const user = (name: Input): Inputs => ({ kind: "User", name });
export const people = (name: Input): Inputs => ({ kind: "Group", name });
export const serviceAccount = (name: Input, namespace: Input = "app"): Inputs => ({
  kind: "ServiceAccount",
  name,
  namespace,
});
