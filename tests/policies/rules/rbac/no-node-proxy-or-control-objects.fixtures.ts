import { unknown } from "../../../../policies/engine/values/value";
import { noNodeProxyOrControlObjects } from "../../../../policies/rules/rbac/no-node-proxy-or-control-objects";
import type { RuleFixtures } from "../../fixture";
import { clusterRole, policyRule, role } from "../../rbac-fixture";

const admission = { apiGroups: ["admissionregistration.k8s.io"] };
const certificates = { apiGroups: ["certificates.k8s.io"] };
const paths = ["rules[0]"];

export const fixtures: RuleFixtures = {
  rule: noNodeProxyOrControlObjects,
  passes: [
    {
      when: "nodes and their numbers are read",
      resources: [clusterRole([policyRule(["nodes", "nodes/metrics", "nodes/stats"], ["get", "list"])])],
    },
    {
      when: "webhooks are read",
      resources: [clusterRole([policyRule(["validatingwebhookconfigurations"], ["get", "list"], admission)])],
    },
    {
      when: "its own webhook is changed by name",
      resources: [
        clusterRole([
          policyRule(["mutatingwebhookconfigurations"], ["update", "patch"], { ...admission, resourceNames: ["own"] }),
        ]),
      ],
    },
    {
      when: "tokens of one account are made",
      resources: [role([policyRule(["serviceaccounts/token"], ["create"], { resourceNames: ["own"] })])],
    },
    {
      when: "certificates are asked for",
      resources: [clusterRole([policyRule(["certificatesigningrequests"], ["create", "get"], certificates)])],
    },
    {
      when: "one signer's certificates are approved",
      resources: [
        clusterRole([policyRule(["signers"], ["approve"], { ...certificates, resourceNames: ["example.com/own"] })]),
      ],
    },
    { when: "claims are made", resources: [role([policyRule(["persistentvolumeclaims"], ["create"])])] },
    {
      when: "a Role names what is in no namespace, which grants nothing",
      resources: [role([policyRule(["nodes/proxy", "persistentvolumes"], ["get", "create"])])],
    },
  ],
  fails: [
    { when: "kubelets are reached", resources: [clusterRole([policyRule(["nodes/proxy"], ["get"])])], paths },
    { when: "kubelets are reached by a star", resources: [clusterRole([policyRule(["*/proxy"], ["get"])])], paths },
    {
      when: "namespaces are updated, labels and all",
      resources: [clusterRole([policyRule(["namespaces"], ["get", "update"])])],
      paths,
    },
    { when: "volumes are made", resources: [clusterRole([policyRule(["persistentvolumes"], ["create"])])], paths },
    {
      when: "webhooks are changed",
      resources: [clusterRole([policyRule(["mutatingwebhookconfigurations"], ["patch"], admission)])],
      paths,
    },
    {
      when: "admission policies are deleted",
      resources: [clusterRole([policyRule(["validatingadmissionpolicybindings"], ["delete"], admission)])],
      paths,
    },
    {
      when: "mutating policies are made",
      resources: [clusterRole([policyRule(["mutatingadmissionpolicies"], ["create"], admission)])],
      paths,
    },
    { when: "tokens are made", resources: [role([policyRule(["serviceaccounts/token"], ["create"])])], paths },
    {
      when: "certificates are approved",
      resources: [clusterRole([policyRule(["certificatesigningrequests/approval"], ["update"], certificates)])],
      paths,
    },
    { when: "signers approve", resources: [clusterRole([policyRule(["signers"], ["approve"], certificates)])], paths },
    { when: "namespaces are patched", resources: [clusterRole([policyRule(["namespaces"], ["patch"])])], paths },
    {
      when: "the own namespace is patched",
      resources: [role([policyRule(["namespaces"], ["patch"])], "tenant-a")],
      paths,
    },
  ],
  undecided: [
    {
      when: "the groups are unknown",
      resources: [clusterRole([policyRule(["signers"], ["approve"], { apiGroups: unknown })])],
    },
    { when: "the verbs are unknown", resources: [clusterRole([policyRule(["nodes/proxy"], unknown)])] },
    {
      when: "the names are unknown",
      resources: [clusterRole([policyRule(["signers"], ["approve"], { ...certificates, resourceNames: unknown })])],
    },
  ],
};
