import { auditing, developing, operating, viewing, viewingCluster, type Permission } from "./permissions";

/** What people are to the platform. */
export const platformRoles = ["viewer", "developer", "operator", "auditor"] as const;

export type PlatformRole = (typeof platformRoles)[number];

/**
 * What each may do. None reads secrets, changes roles or bindings, acts as somebody else or gets into running pods.
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export const permissionsOf: Readonly<Record<PlatformRole, readonly Permission[]>> = {
  viewer: [...viewing, ...viewingCluster],
  developer: [...viewing, ...developing],
  operator: [...viewing, ...viewingCluster, ...operating],
  auditor: auditing,
};

/** The name of a role in Kubernetes. */
export function roleName(role: PlatformRole): string {
  return `platform-${role}`;
}

/** The Kubernetes group of people who are something everywhere, or in one namespace. Access entries name it. */
export function platformGroup(role: PlatformRole, namespace?: string): string {
  return ["platform", role, ...(namespace === undefined ? [] : [namespace])].join(":");
}

/** What members of a group are, and where: everywhere without a namespace. */
export interface GroupGrant {
  readonly group: string;
  readonly role: PlatformRole;
  readonly namespace?: string;
}

/** A mistake in what somebody is given, with its place below the person or group. */
export interface GrantProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with a role in namespaces: who writes pod templates everywhere has every secret and every account. */
export function scopeProblems(role: PlatformRole, namespaces: readonly string[] | undefined): readonly GrantProblem[] {
  if (role === "developer" && namespaces === undefined)
    return [
      {
        path: ["namespaces"],
        message: `nothing is given to a "developer", who would run pods under any service account of the cluster; list the namespaces.`,
      },
    ];
  return (namespaces ?? []).flatMap((namespace, index) =>
    namespace === "kube-system" && role === "developer"
      ? [
          {
            path: ["namespaces", index],
            message: `"kube-system" is no place for a "developer", since the platform's own service accounts are there; leave it out.`,
          },
        ]
      : namespaces?.indexOf(namespace) === index
        ? []
        : [{ path: ["namespaces", index], message: `"${namespace}" is listed twice; keep one.` }],
  );
}

/** What is wrong with namespaces in which a role is bound. */
export function bindingProblems(role: PlatformRole, namespaces: readonly string[] = []): readonly GrantProblem[] {
  return namespaces.flatMap((namespace, index) =>
    namespace.endsWith("*")
      ? [
          {
            path: ["namespaces", index],
            message: `"${namespace}" is a pattern, and the bindings of the role "${role}" are made in namespaces by name; list them.`,
          },
        ]
      : [],
  );
}
