import { unknown } from "../../../../policies/engine/values/value";
import { tenantLimitRange } from "../../../../policies/rules/workload/tenant-limit-range";
import { resource, type RuleFixtures } from "../../fixture";
import { object, release, type Input, type Inputs } from "../../kubernetes-fixture";

const tenant = (name: Input = "tenant-a") => resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name } });
const limits = (item: Inputs, namespace: Input = "tenant-a") =>
  object("core/v1:LimitRange", "limits", { spec: { limits: [{ type: "Container", ...item }] } }, { namespace });
const defaultRequest = { cpu: "100m", memory: "128Mi" };
const all = { defaultRequest, default: { memory: "256Mi" } };
const paths = ["metadata.name"];

export const fixtures: RuleFixtures = {
  rule: tenantLimitRange,
  passes: [
    { when: "all defaults are there", resources: [tenant(), limits(all)] },
    {
      when: "the default limit is the default request as well",
      resources: [tenant(), limits({ default: { memory: "1Gi", cpu: 1 } })],
    },
    {
      when: "the maximum is the default limit",
      resources: [tenant(), limits({ defaultRequest, max: { memory: "1Gi" } })],
    },
    {
      when: "two share the work",
      resources: [tenant(), limits({ default: { memory: "1Gi" } }), limits({ defaultRequest })],
    },
  ],
  fails: [
    { when: "there is none", resources: [tenant()], paths },
    { when: "the memory limit is missing", resources: [tenant(), limits({ defaultRequest })], paths },
    { when: "the CPU request is missing", resources: [tenant(), limits({ default: { memory: "1Gi" } })], paths },
    { when: "it is about pods", resources: [tenant(), limits({ ...all, type: "Pod" })], paths },
    { when: "it is another namespace's", resources: [tenant(), limits(all, "app")], paths },
  ],
  undecided: [
    {
      when: "an item is unknown",
      resources: [
        tenant(),
        object("core/v1:LimitRange", "l", { spec: { limits: [unknown] } }, { namespace: "tenant-a" }),
      ],
    },
    { when: "a default is unknown", resources: [tenant(), limits({ ...all, default: unknown })] },
    { when: "a chart may bring one", resources: [tenant(), release("tenant-a")] },
    { when: "the name of the namespace is unknown", resources: [tenant(unknown)] },
  ],
  outside: [{ when: "the namespace is no tenant's", resources: [tenant("app")] }],
};
