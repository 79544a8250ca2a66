import { unknown } from "../../../../policies/engine/values/value";
import { secretsNotListable } from "../../../../policies/rules/rbac/secrets-not-listable";
import type { RuleFixtures } from "../../fixture";
import { clusterRole, policyRule, role, roleBinding, serviceAccount } from "../../rbac-fixture";

const named = { resourceNames: ["db"] };
const paths = ["rules[0]"];
const reading = role([policyRule(["secrets"], ["get"])]);

export const fixtures: RuleFixtures = {
  rule: secretsNotListable,
  passes: [
    { when: "a named secret is read", resources: [role([policyRule(["secrets"], ["get"], named)])] },
    {
      when: "a named secret is listed and watched, which takes a field selector with its name",
      resources: [role([policyRule(["secrets"], ["get", "list", "watch"], named)])],
    },
    {
      when: "names stand beside a request that has none, which is refused",
      resources: [clusterRole([policyRule(["secrets"], ["create", "deletecollection"], named)])],
    },
    {
      when: "secrets of another group are read",
      resources: [role([policyRule(["secrets"], ["get"], { apiGroups: ["example.com"] })])],
    },
    { when: "everything but secrets is", resources: [clusterRole([policyRule(["configmaps"], ["get", "list"])])] },
    {
      when: "a namespace's secrets are written",
      resources: [role([policyRule(["secrets"], ["create", "update", "patch", "delete"])])],
    },
    { when: "a named secret is changed", resources: [clusterRole([policyRule(["secrets"], ["update"], named)])] },
    { when: "subresources of all resources are read", resources: [clusterRole([policyRule(["*/status"], ["get"])])] },
    {
      when: "it is bound only to those who are allowed",
      resources: [reading, roleBinding("Role", "reader", "app", serviceAccount("sync"))],
      parameters: { rbacAllowedSubjects: { "RBAC-03": ["ServiceAccount:app/sync"] } },
    },
  ],
  fails: [
    { when: "all are read", resources: [reading], paths },
    { when: "all are listed", resources: [role([policyRule(["pods", "secrets"], ["list"])])], paths },
    {
      when: "the list of names is empty",
      resources: [role([policyRule(["secrets"], ["get"], { resourceNames: [] })])],
      paths,
    },
    { when: "the verb is the star", resources: [role([policyRule(["secrets"], ["*"])])], paths },
    { when: "the resource is the star", resources: [clusterRole([policyRule(["*"], ["get"])])], paths },
    {
      when: "the group is the star",
      resources: [clusterRole([policyRule(["secrets"], ["get"], { apiGroups: ["*"] })])],
      paths,
    },
    {
      when: "those of all namespaces are written",
      resources: [clusterRole([policyRule(["secrets"], ["patch"])])],
      paths,
    },
    {
      when: "those of all namespaces are made",
      resources: [clusterRole([policyRule(["secrets"], ["create"])])],
      paths,
    },
    {
      when: "a binding of another namespace names a role of the same name",
      resources: [reading, roleBinding("Role", "reader", "other", serviceAccount("sync"))],
      parameters: { rbacAllowedSubjects: { "RBAC-03": ["ServiceAccount:app/sync"] } },
      paths,
    },
  ],
  undecided: [
    { when: "the resources are unknown", resources: [role([policyRule(unknown, ["get"])])] },
    {
      when: "the names are unknown",
      resources: [role([policyRule(["secrets"], ["get"], { resourceNames: unknown })])],
    },
    { when: "the group is unknown", resources: [role([policyRule(["secrets"], ["get"], { apiGroups: [unknown] })])] },
  ],
};
