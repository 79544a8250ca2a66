import { unknown } from "../../../../policies/engine/values/value";
import { noEscalationVerbs } from "../../../../policies/rules/rbac/no-escalation-verbs";
import type { RuleFixtures } from "../../fixture";
import { clusterBinding, clusterRole, policyRule, role, serviceAccount } from "../../rbac-fixture";

const rbac = { apiGroups: ["rbac.authorization.k8s.io"] };
const authentication = { apiGroups: ["authentication.k8s.io"] };
const paths = ["rules[0]"];

export const fixtures: RuleFixtures = {
  rule: noEscalationVerbs,
  passes: [
    {
      when: "roles are read and written, which escalates nothing",
      resources: [clusterRole([policyRule(["roles", "rolebindings"], ["get", "create", "update"], rbac)])],
    },
    { when: "the verb is about something else", resources: [clusterRole([policyRule(["pods"], ["bind"])])] },
    {
      when: "users of another group are impersonated",
      resources: [clusterRole([policyRule(["users"], ["impersonate"], { apiGroups: ["example.com"] })])],
    },
    {
      when: "it is bound only to those who are allowed",
      resources: [
        clusterRole([policyRule(["users"], ["impersonate"])]),
        clusterBinding("reader", serviceAccount("proxy")),
      ],
      parameters: { rbacAllowedSubjects: { "RBAC-04": ["ServiceAccount:app/proxy"] } },
    },
  ],
  fails: [
    { when: "roles are bound", resources: [clusterRole([policyRule(["clusterroles"], ["bind"], rbac)])], paths },
    {
      when: "roles are escalated in one namespace",
      resources: [role([policyRule(["roles"], ["escalate"], rbac)])],
      paths,
    },
    {
      when: "one named role is bound",
      resources: [clusterRole([policyRule(["clusterroles"], ["bind"], { ...rbac, resourceNames: ["admin"] })])],
      paths,
    },
    { when: "users are impersonated", resources: [clusterRole([policyRule(["users"], ["impersonate"])])], paths },
    {
      when: "service accounts are",
      resources: [role([policyRule(["serviceaccounts"], ["get", "impersonate"])])],
      paths,
    },
    {
      when: "extra fields are",
      resources: [clusterRole([policyRule(["userextras/scopes"], ["impersonate"], authentication)])],
      paths,
    },
    { when: "user ids are", resources: [clusterRole([policyRule(["uids"], ["impersonate"], authentication)])], paths },
    { when: "all verbs are granted on roles", resources: [clusterRole([policyRule(["roles"], ["*"], rbac)])], paths },
    {
      when: "all verbs are granted on all resources",
      resources: [clusterRole([policyRule(["*"], ["*"], { apiGroups: ["*"] })])],
      paths,
    },
  ],
  undecided: [
    { when: "the verbs are unknown", resources: [clusterRole([policyRule(["users"], [unknown])])] },
    { when: "a rule is unknown", resources: [clusterRole([unknown])] },
  ],
};
