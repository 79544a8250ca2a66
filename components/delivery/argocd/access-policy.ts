import type { SignIn, TenantProject } from "./argo-cd-settings";

/**
 * Who may do what in Argo CD, in its policy language: administrators and readers of everything, and the groups of a project
 * what is in it. Nobody else may do anything, nor may anybody open a shell.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/
 */
export function accessPolicy(
  { adminGroups, readerGroups }: Pick<SignIn, "adminGroups" | "readerGroups">,
  projects: readonly Pick<TenantProject, "name" | "groups">[],
): string {
  const lines = [
    ...adminGroups.map((group) => member(group, "role:admin")),
    ...readerGroups.map((group) => member(group, "role:readonly")),
    ...projects.flatMap(({ name, groups }) => [
      allowed(name, "applications", "get", `${name}/*`),
      allowed(name, "applications", "sync", `${name}/*`),
      allowed(name, "logs", "get", `${name}/*`),
      allowed(name, "projects", "get", name),
      ...groups.map((group) => member(group, roleOf(name))),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function roleOf(project: string): string {
  return `role:project-${project}`;
}

function allowed(project: string, resource: string, action: string, object: string): string {
  return `p, ${roleOf(project)}, ${resource}, ${action}, ${object}, allow`;
}

function member(group: string, role: string): string {
  return `g, ${group}, ${role}`;
}
