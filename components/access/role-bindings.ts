import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { permissionsOf, roleName, type GroupGrant, type PlatformRole } from "./platform-role";

export interface RoleBindingsArgs {
  readonly cluster: { readonly kubernetes: k8s.Provider; readonly resource: pulumi.Resource };
  readonly grants: readonly GroupGrant[];
  /** What makes the namespaces that grants name. */
  readonly namespaces?: readonly pulumi.Resource[];
}

/**
 * The roles of people in Kubernetes, as far as somebody has them, bound to groups everywhere or in namespaces. A developer
 * has a role of each namespace and no ClusterRole: whoever could bind that one everywhere would hand out every secret.
 * Idle cost: none.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class RoleBindings extends pulumi.ComponentResource {
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: RoleBindingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:access:RoleBindings", name, { grants: args.grants.map((grant) => ({ ...grant })) }, opts);
    const options = { parent: this, provider: args.cluster.kubernetes, deletedWith: args.cluster.resource };
    const inNamespace = { ...options, dependsOn: [...(args.namespaces ?? [])] };
    const clusterRoles = new Map<PlatformRole, pulumi.Resource>(
      [...new Set(args.grants.map(({ role }) => role))]
        .filter((role) => role !== "developer")
        .map((role) => [role, createClusterRole(name, role, options)] as const),
    );
    this.ready = placesOf(args.grants).map(({ role, namespace, groups }) => {
      const clusterRole = clusterRoles.get(role);
      if (namespace === undefined) {
        if (clusterRole === undefined) throw new Error(`A "${role}" needs namespaces; list them.`);
        return bindEverywhere(name, role, groups, { ...options, dependsOn: [clusterRole] });
      }
      const bound = clusterRole ?? createRole(name, role, namespace, inNamespace);
      const opening = { ...inNamespace, dependsOn: [...inNamespace.dependsOn, bound] };
      return bindIn(name, role, namespace, groups, opening);
    });
    this.registerOutputs({});
  }
}

interface Place {
  readonly role: PlatformRole;
  readonly namespace: string | undefined;
  readonly groups: readonly string[];
}

/** Each role in each place once, with all groups that have it there. */
function placesOf(grants: readonly GroupGrant[]): readonly Place[] {
  const places = new Map<string, { role: PlatformRole; namespace: string | undefined; groups: Set<string> }>();
  for (const { role, namespace, group } of grants) {
    const key = `${role} ${namespace ?? ""}`;
    const place = places.get(key) ?? { role, namespace, groups: new Set<string>() };
    place.groups.add(group);
    places.set(key, place);
  }
  return [...places.values()].map((place) => ({ ...place, groups: [...place.groups] }));
}

const apiGroup = "rbac.authorization.k8s.io";

function createClusterRole(name: string, role: PlatformRole, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  return new k8s.rbac.v1.ClusterRole(
    `${name}-${role}`,
    { metadata: { name: roleName(role) }, rules: rulesOf(role) },
    opts,
  );
}

function createRole(name: string, role: PlatformRole, namespace: string, opts: pulumi.CustomResourceOptions) {
  const metadata = { name: roleName(role), namespace };
  return new k8s.rbac.v1.Role(`${name}-${role}-${namespace}`, { metadata, rules: rulesOf(role) }, opts);
}

function rulesOf(role: PlatformRole) {
  return permissionsOf[role].map(({ apiGroups, resources, verbs }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
  }));
}

const subjectsOf = (groups: readonly string[]) => groups.map((group) => ({ apiGroup, kind: "Group", name: group }));

function bindEverywhere(
  name: string,
  role: PlatformRole,
  groups: readonly string[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.rbac.v1.ClusterRoleBinding(
    `${name}-${role}`,
    {
      metadata: { name: roleName(role) },
      roleRef: { apiGroup, kind: "ClusterRole", name: roleName(role) },
      subjects: subjectsOf(groups),
    },
    opts,
  );
}

function bindIn(
  name: string,
  role: PlatformRole,
  namespace: string,
  groups: readonly string[],
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new k8s.rbac.v1.RoleBinding(
    `${name}-${role}-${namespace}`,
    {
      metadata: { name: roleName(role), namespace },
      roleRef: { apiGroup, kind: role === "developer" ? "Role" : "ClusterRole", name: roleName(role) },
      subjects: subjectsOf(groups),
    },
    opts,
  );
}
