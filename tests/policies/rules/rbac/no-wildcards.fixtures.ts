import { unknown } from "../../../../policies/engine/values/value";
import { noWildcards } from "../../../../policies/rules/rbac/no-wildcards";
import type { RuleFixtures } from "../../fixture";
import { object } from "../../kubernetes-fixture";
import { clusterBinding, clusterRole, people, policyRule, role, serviceAccount } from "../../rbac-fixture";

const everything = clusterRole([policyRule(["pods"], ["*"])]);
const allowed = { rbacAllowedSubjects: { "RBAC-02": ["Group:admins", "ServiceAccount:argocd/*"] } };

export const fixtures: RuleFixtures = {
  rule: noWildcards,
  passes: [
    { when: "everything is named", resources: [clusterRole([policyRule(["pods"], ["get", "list", "watch"])])] },
    {
      when: "all groups are read only",
      resources: [clusterRole([policyRule(["pods"], ["get", "list"], { apiGroups: ["*"] })])],
    },
    { when: "URLs begin with a path", resources: [clusterRole([{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }])] },
    { when: "a subresource of all resources is named", resources: [clusterRole([policyRule(["*/scale"], ["get"])])] },
    {
      when: "the rules are aggregated",
      resources: [clusterRole(null, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: "b" } }] } })],
    },
    { when: "there are no rules", resources: [role([])] },
    {
      when: "it is bound only to those who are allowed",
      resources: [everything, clusterBinding("reader", people("admins"), serviceAccount("argocd", "argocd"))],
      parameters: allowed,
    },
  ],
  fails: [
    { when: "all verbs are granted", resources: [everything], paths: ["rules[0].verbs"] },
    {
      when: "all resources are granted",
      resources: [role([policyRule(["*"], ["get"])])],
      paths: ["rules[0].resources"],
    },
    {
      when: "all groups are written",
      resources: [role([policyRule(["pods"], ["get", "update"], { apiGroups: ["*"] })])],
      paths: ["rules[0].apiGroups"],
    },
    {
      when: "all URLs are granted",
      resources: [clusterRole([{ nonResourceURLs: ["*"], verbs: ["get"] }])],
      paths: ["rules[0].nonResourceURLs"],
    },
    {
      when: "all is granted",
      resources: [clusterRole([policyRule(["*"], ["*"], { apiGroups: ["*"] })])],
      paths: ["rules[0].verbs", "rules[0].resources", "rules[0].apiGroups"],
    },
    {
      when: "one of several verbs is the star",
      resources: [role([policyRule(["pods"], ["get"]), policyRule(["pods"], ["get", "*"])])],
      paths: ["rules[1].verbs"],
    },
    {
      when: "one of those whom it is bound to is not allowed",
      resources: [everything, clusterBinding("reader", people("admins"), people("others"))],
      parameters: allowed,
      paths: ["rules[0].verbs"],
    },
    { when: "it is bound to nobody", resources: [everything], parameters: allowed, paths: ["rules[0].verbs"] },
    {
      when: "another role is bound to those who are allowed",
      resources: [everything, clusterBinding("other", people("admins"))],
      parameters: allowed,
      paths: ["rules[0].verbs"],
    },
    {
      when: "a patch sets it",
      resources: [
        object("rbac.authorization.k8s.io/v1:ClusterRolePatch", "p", { rules: [policyRule(["pods"], ["*"])] }),
      ],
      paths: ["rules[0].verbs"],
    },
  ],
  undecided: [
    { when: "the verbs are unknown", resources: [role([policyRule(["pods"], unknown)])] },
    { when: "the rules are unknown", resources: [role(unknown)] },
    {
      when: "it may be bound to those who are allowed",
      resources: [everything, clusterBinding(unknown, people("admins"))],
      parameters: allowed,
    },
    {
      when: "those whom it is bound to are unknown",
      resources: [everything, clusterBinding("reader", unknown)],
      parameters: allowed,
    },
  ],
};
