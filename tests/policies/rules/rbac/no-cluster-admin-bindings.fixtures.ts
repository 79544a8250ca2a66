import { unknown } from "../../../../policies/engine/values/value";
import { noClusterAdminBindings } from "../../../../policies/rules/rbac/no-cluster-admin-bindings";
import { resource, type RuleFixtures } from "../../fixture";
import { clusterBinding, people, roleBinding, serviceAccount, user } from "../../rbac-fixture";

const admin = "cluster-admin";
const allowing = (...globs: string[]) => ({ rbacAllowedSubjects: { "RBAC-01": globs } });

export const fixtures: RuleFixtures = {
  rule: noClusterAdminBindings,
  passes: [
    { when: "another role is bound", resources: [clusterBinding("view", people("team"))] },
    { when: "a Role of that name is bound", resources: [roleBinding("Role", admin, "tenant-a", people("team"))] },
    { when: "nobody is bound", resources: [clusterBinding(admin)] },
    {
      when: "the group is allowed",
      resources: [clusterBinding(admin, people("platform-admins"))],
      parameters: allowing("Group:platform-*"),
    },
    {
      when: "the service account is allowed",
      resources: [clusterBinding(admin, serviceAccount("argocd", "argocd"))],
      parameters: allowing("ServiceAccount:argocd/*"),
    },
    {
      when: "a tenant's administrator is one of the namespace only",
      resources: [roleBinding("ClusterRole", "admin", "tenant-a", user("a"))],
    },
  ],
  fails: [
    { when: "a user is", resources: [clusterBinding(admin, user("anna"))], paths: ["subjects[0]"] },
    {
      when: "one of several is not allowed",
      resources: [clusterBinding(admin, people("platform"), user("anna"))],
      parameters: allowing("Group:platform"),
      paths: ["subjects[1]"],
    },
    {
      when: "a user has the name of an allowed group",
      resources: [clusterBinding(admin, user("platform"))],
      parameters: allowing("Group:platform"),
      paths: ["subjects[0]"],
    },
    {
      when: "an account of another namespace has the name of an allowed one",
      resources: [clusterBinding(admin, serviceAccount("argocd", "tenant-a"))],
      parameters: allowing("ServiceAccount:argocd/argocd"),
      paths: ["subjects[0]"],
    },
    {
      when: "it is allowed what another rule forbids",
      resources: [clusterBinding(admin, user("anna"))],
      parameters: { rbacAllowedSubjects: { "RBAC-02": ["User:*"] } },
      paths: ["subjects[0]"],
    },
    {
      when: "it is bound in a tenant's namespace",
      resources: [roleBinding("ClusterRole", admin, "tenant-a", user("anna"))],
      paths: ["subjects[0]"],
    },
    {
      when: "one is, and another is unknown",
      resources: [clusterBinding(admin, unknown, user("anna"))],
      paths: ["subjects[1]"],
    },
    {
      when: "a list holds the binding",
      resources: [
        resource("kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBindingList", "l", {
          items: [{ roleRef: { kind: "ClusterRole", name: admin }, subjects: [user("anna")] }],
        }),
      ],
      paths: ["items[0].subjects[0]"],
    },
  ],
  undecided: [
    { when: "the role is unknown", resources: [clusterBinding(unknown, user("anna"))] },
    { when: "the subject is unknown", resources: [clusterBinding(admin, unknown)] },
    {
      when: "the name of the subject is unknown, and some are allowed",
      resources: [clusterBinding(admin, people(unknown))],
      parameters: allowing("Group:platform"),
    },
    {
      when: "the namespace of the binding is unknown",
      resources: [roleBinding("ClusterRole", admin, unknown, user("anna"))],
    },
  ],
  outside: [
    {
      when: "it is bound in a namespace of the platform",
      resources: [roleBinding("ClusterRole", admin, "monitoring", user("anna"))],
    },
  ],
};
