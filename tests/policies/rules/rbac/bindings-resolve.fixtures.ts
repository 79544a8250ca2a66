import { unknown } from "../../../../policies/engine/values/value";
import { bindingsResolve } from "../../../../policies/rules/rbac/bindings-resolve";
import { outputOf, type RuleFixtures } from "../../fixture";
import { object, release } from "../../kubernetes-fixture";
import { clusterBinding, clusterRole, people, policyRule, role, roleBinding, serviceAccount } from "../../rbac-fixture";

const account = (name: string | null = "app", namespace = "app") =>
  object("core/v1:ServiceAccount", "app", {}, { name, namespace });
const roleName = ["roleRef.name"];
const aggregated = (rules: Parameters<typeof clusterRole>[0], into = "view") =>
  clusterRole(rules, {}, { labels: { [`rbac.authorization.k8s.io/aggregate-to-${into}`]: "true" } });

export const fixtures: RuleFixtures = {
  rule: bindingsResolve,
  passes: [
    {
      when: "role and account are in the stack",
      resources: [role([]), account(), roleBinding("Role", "reader", "app", serviceAccount("app"))],
    },
    {
      when: "the ClusterRole is in the stack",
      resources: [clusterRole(null, { aggregationRule: {} }), clusterBinding("reader", people("team"))],
    },
    { when: "Kubernetes ships the role", resources: [clusterBinding("view", people("team"))] },
    { when: "the system has the role", resources: [clusterBinding("system:auth-delegator", people("team"))] },
    { when: "EKS has the role", resources: [clusterBinding("eks:addon-manager", people("team"))] },
    {
      when: "every namespace has the account",
      resources: [clusterBinding("view", serviceAccount("default", "elsewhere"))],
    },
    {
      when: "the names are outputs",
      resources: [
        account(null),
        clusterRole([], {}, { name: null }),
        clusterBinding(outputOf(clusterRole([], {}, { name: null })), serviceAccount(outputOf(account(null)))),
      ],
    },
    {
      when: "a RoleBinding means the account of its own namespace",
      resources: [account(), roleBinding("ClusterRole", "view", "app", { kind: "ServiceAccount", name: "app" })],
    },
    {
      when: "the API server has the Role in kube-system",
      resources: [roleBinding("Role", "extension-apiserver-authentication-reader", "kube-system", people("team"))],
    },
    {
      when: "EKS has the Role in kube-system",
      resources: [roleBinding("Role", "eks:k8s-metrics", "kube-system", people("team"))],
    },
    {
      when: "harmless rules are aggregated",
      resources: [aggregated([policyRule(["widgets"], ["get", "list"], { apiGroups: ["example.com"] })])],
    },
    {
      when: "the label says no",
      resources: [
        clusterRole(
          [policyRule(["secrets"], ["list"])],
          {},
          { labels: { "rbac.authorization.k8s.io/aggregate-to-view": "false" } },
        ),
        clusterBinding("reader"),
      ],
    },
  ],
  fails: [
    {
      when: "the role is nowhere",
      resources: [clusterBinding("raeder", people("team")), clusterRole([])],
      paths: roleName,
      level: "advisory",
    },
    {
      when: "the Role is in another namespace",
      resources: [role([], "other"), roleBinding("Role", "reader", "app", people("team"))],
      paths: roleName,
    },
    {
      when: "a Role has the name of a ClusterRole",
      resources: [clusterRole([]), roleBinding("Role", "reader", "app", people("team"))],
      paths: roleName,
    },
    {
      when: "a Role has the name of a shipped ClusterRole",
      resources: [roleBinding("Role", "view", "app", people("team"))],
      paths: roleName,
    },
    {
      when: "the account has no namespace",
      resources: [clusterBinding("view", { kind: "ServiceAccount", name: "app" })],
      paths: ["subjects[0].namespace"],
    },
    {
      when: "the namespace of a RoleBinding has no such account",
      resources: [
        account("app", "other"),
        roleBinding("ClusterRole", "view", "app", { kind: "ServiceAccount", name: "app" }),
      ],
      paths: ["subjects[0].name"],
    },
    {
      when: "a Role of the API server is sought elsewhere",
      resources: [roleBinding("Role", "extension-apiserver-authentication-reader", "app", people("team"))],
      paths: roleName,
    },
    {
      when: "the account is nowhere",
      resources: [account(), clusterBinding("view", serviceAccount("apps"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "the account is in another namespace",
      resources: [account("app", "other"), clusterBinding("view", serviceAccount("app"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "a chart of another namespace may bring accounts",
      resources: [release("other"), clusterBinding("view", serviceAccount("app"))],
      paths: ["subjects[0].name"],
    },
    {
      when: "secrets slip into the role of readers",
      resources: [aggregated([policyRule(["secrets"], ["list"])])],
      paths: ["metadata.labels"],
      level: "mandatory",
    },
    {
      when: "impersonation slips into the role of editors",
      resources: [aggregated([policyRule(["users"], ["impersonate"])], "edit")],
      paths: ["metadata.labels"],
      level: "mandatory",
    },
    {
      when: "commands in pods slip into the role of administrators",
      resources: [aggregated([policyRule(["pods/exec"], ["create"])], "admin")],
      paths: ["metadata.labels"],
      level: "mandatory",
    },
  ],
  undecided: [
    {
      when: "a chart may bring the ClusterRole",
      resources: [release("other"), clusterBinding("reader", people("team"))],
    },
    {
      when: "a chart may bring the Role",
      resources: [release("app"), roleBinding("Role", "reader", "app", people("team"))],
    },
    {
      when: "a chart may bring the account",
      resources: [release("app"), clusterBinding("view", serviceAccount("app"))],
    },
    {
      when: "an add-on may bring the account",
      resources: [clusterBinding("view", serviceAccount("coredns", "kube-system"))],
    },
    { when: "the name of the role is unknown", resources: [clusterBinding(unknown, people("team"))] },
    {
      when: "the name of the account is unknown",
      resources: [account(), clusterBinding("view", serviceAccount(unknown))],
    },
    {
      when: "the namespace of the account is unknown",
      resources: [account(), clusterBinding("view", serviceAccount("app", unknown))],
    },
    { when: "the subjects are unknown", resources: [clusterBinding("view", unknown)] },
    { when: "aggregated rules are unknown", resources: [aggregated(unknown)] },
  ],
  outside: [
    { when: "a ClusterRole is aggregated into nothing", resources: [clusterRole([policyRule(["secrets"], ["list"])])] },
  ],
};
