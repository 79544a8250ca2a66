import { unknown } from "../../../../policies/engine/values/value";
import { noPodTakeover } from "../../../../policies/rules/rbac/no-pod-takeover";
import type { RuleFixtures } from "../../fixture";
import { clusterRole, policyRule, role } from "../../rbac-fixture";

const apps = { apiGroups: ["apps"] };
const paths = ["rules[0]"];

export const fixtures: RuleFixtures = {
  rule: noPodTakeover,
  passes: [
    {
      when: "pods and their logs are read",
      resources: [clusterRole([policyRule(["pods", "pods/log"], ["get", "list", "watch"])])],
    },
    {
      when: "a Role runs pods and workloads",
      resources: [
        role([policyRule(["pods"], ["create"]), policyRule(["deployments"], ["create", "patch"], apps)], "tenant-a"),
      ],
    },
    {
      when: "a Role of the platform gets into pods",
      resources: [role([policyRule(["pods/exec"], ["create"])], "monitoring")],
    },
    {
      when: "pods alone do not include what is below them",
      resources: [role([policyRule(["pods"], ["create", "get"])], "tenant-a")],
    },
    {
      when: "a star after the slash means nothing",
      resources: [role([policyRule(["pods/*"], ["create"])], "tenant-a")],
    },
    {
      when: "workloads are scaled",
      resources: [clusterRole([policyRule(["deployments/scale"], ["update", "patch"], apps)])],
    },
    { when: "workloads are deleted", resources: [clusterRole([policyRule(["deployments"], ["get", "delete"], apps)])] },
    {
      when: "one named workload is changed",
      resources: [clusterRole([policyRule(["deployments"], ["patch"], { ...apps, resourceNames: ["own"] })])],
    },
    {
      when: "one named pod is entered",
      resources: [role([policyRule(["pods/exec"], ["create"], { resourceNames: ["toolbox"] })], "tenant-a")],
    },
    {
      when: "deployments of another group are created",
      resources: [clusterRole([policyRule(["deployments"], ["create"], { apiGroups: ["example.com"] })])],
    },
  ],
  fails: [
    { when: "pods are run anywhere", resources: [clusterRole([policyRule(["pods"], ["create"])])], paths },
    { when: "pods are entered anywhere", resources: [clusterRole([policyRule(["pods/exec"], ["create"])])], paths },
    { when: "a WebSocket is enough to enter", resources: [clusterRole([policyRule(["pods/attach"], ["get"])])], paths },
    {
      when: "the subresource of every resource is granted",
      resources: [clusterRole([policyRule(["*/portforward"], ["create"])])],
      paths,
    },
    { when: "all resources are granted", resources: [clusterRole([policyRule(["*"], ["create"])])], paths },
    {
      when: "workloads are changed anywhere",
      resources: [clusterRole([policyRule(["daemonsets"], ["patch"], apps)])],
      paths,
    },
    {
      when: "jobs are created anywhere",
      resources: [clusterRole([policyRule(["cronjobs"], ["create"], { apiGroups: ["batch"] })])],
      paths,
    },
    {
      when: "a tenant's pods are entered",
      resources: [role([policyRule(["pods/exec"], ["create"])], "tenant-a")],
      paths,
    },
    {
      when: "a container is put into a tenant's pods",
      resources: [role([policyRule(["pods/ephemeralcontainers"], ["patch"])], "tenant-a")],
      paths,
    },
  ],
  undecided: [
    {
      when: "the namespace of the Role is unknown",
      resources: [role([policyRule(["pods/exec"], ["create"])], unknown)],
    },
    { when: "the resources are unknown", resources: [clusterRole([policyRule(unknown, ["create"])])] },
  ],
};
