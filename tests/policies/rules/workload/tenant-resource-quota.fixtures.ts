import { unknown } from "../../../../policies/engine/values/value";
import { tenantResourceQuota } from "../../../../policies/rules/workload/tenant-resource-quota";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { object, release, type Input, type Inputs } from "../../kubernetes-fixture";

const tenant = (name: Input = "tenant-a") => resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name } });
const quota = (hard: Input, spec: Inputs = {}, namespace: Input = "tenant-a") =>
  object("core/v1:ResourceQuota", "quota", { spec: { hard, ...spec } }, { namespace });
const cpu = { "requests.cpu": "4" };
const memory = { "requests.memory": "8Gi", "limits.memory": "16Gi" };
const all = { ...cpu, ...memory, pods: 50 };
const paths = ["metadata.name"];

export const fixtures: RuleFixtures = {
  rule: tenantResourceQuota,
  passes: [
    { when: "one quota bounds all", resources: [tenant(), quota(all)] },
    {
      when: "the shorter names are used",
      resources: [tenant(), quota({ cpu: 4, memory: "8Gi", "limits.memory": "9Gi", "count/pods": 9 })],
    },
    { when: "two quotas share the work", resources: [tenant(), quota({ ...cpu, ...memory }), quota({ pods: 9 })] },
    { when: "the quota names the declaration", resources: [tenant(), quota(all, {}, outputOf(tenant()))] },
    {
      when: "the namespace is declared elsewhere",
      resources: [object("core/v1:Service", "s", {}, { namespace: "tenant-a" }), quota(all)],
    },
  ],
  fails: [
    { when: "there is none", resources: [tenant()], paths },
    { when: "pods are not bounded", resources: [tenant(), quota({ ...cpu, ...memory })], paths },
    {
      when: "memory limits are not bounded",
      resources: [tenant(), quota({ ...cpu, "requests.memory": "8Gi", pods: 9 })],
      paths,
    },
    {
      when: "the quota is another namespace's",
      resources: [tenant(), quota(all, {}, "tenant-b"), tenant("tenant-b")],
      paths,
    },
    { when: "the quota is about some pods only", resources: [tenant(), quota(all, { scopes: ["BestEffort"] })], paths },
    {
      when: "the quota selects a priority",
      resources: [
        tenant(),
        quota(all, { scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "Exists" }] } }),
      ],
      paths,
    },
    {
      when: "the namespace is only used",
      resources: [object("core/v1:Service", "s", {}, { namespace: "tenant-a" })],
      paths: ["metadata.namespace"],
    },
  ],
  undecided: [
    { when: "the limits are unknown", resources: [tenant(), quota(unknown)] },
    { when: "the namespace of the quota is unknown", resources: [tenant(), quota(all, {}, unknown)] },
    { when: "a chart may bring one", resources: [tenant(), release("tenant-a")] },
    { when: "the name of the namespace is unknown", resources: [tenant(unknown)] },
  ],
  outside: [{ when: "the namespace is no tenant's", resources: [tenant("app"), tenant("kube-system")] }],
};
