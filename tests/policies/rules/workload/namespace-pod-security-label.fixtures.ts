import { unknown } from "../../../../policies/engine/values/value";
import { namespacePodSecurityLabel } from "../../../../policies/rules/workload/namespace-pod-security-label";
import { resource, type RuleFixtures } from "../../fixture";
import type { Input } from "../../kubernetes-fixture";

const key = (mode: string) => `pod-security.kubernetes.io/${mode}`;
const namespace = (name: Input, enforce: Input, others: Input = "restricted") =>
  resource("kubernetes:core/v1:Namespace", "ns", {
    metadata: { name, labels: { [key("enforce")]: enforce, [key("warn")]: others, [key("audit")]: others } },
  });
const paths = [`metadata.labels.${key("enforce")}`];

export const fixtures: RuleFixtures = {
  rule: namespacePodSecurityLabel,
  passes: [
    { when: "a tenant's is restricted", resources: [namespace("tenant-a", "restricted")] },
    { when: "another's is baseline", resources: [namespace("app", "baseline")] },
    { when: "the system's is privileged", resources: [namespace("kube-system", "privileged")] },
    { when: "it is restricted under a name that Pulumi makes up", resources: [namespace(null, "restricted")] },
    {
      when: "the configuration asks for less",
      resources: [namespace("app", "privileged")],
      parameters: { podSecurityLevels: { "*": "privileged" } },
    },
  ],
  fails: [
    { when: "there is no label", resources: [namespace("app", null)], paths },
    {
      when: "the namespace has no labels at all",
      resources: [resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name: "app" } })],
    },
    { when: "the level is none", resources: [namespace("app", "Restricted")], paths },
    { when: "a tenant's is baseline", resources: [namespace("tenant-a", "baseline")], paths },
    { when: "another's is privileged", resources: [namespace("app", "privileged")], paths },
    {
      when: "nobody is warned",
      resources: [namespace("app", "baseline", null)],
      paths: [`metadata.labels.${key("warn")}`, `metadata.labels.${key("audit")}`],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the level is unknown", resources: [namespace("app", unknown)] },
    { when: "the name is unknown, and tenants need more", resources: [namespace(unknown, "baseline")] },
    { when: "Pulumi makes the name up, and tenants need more", resources: [namespace(null, "baseline")] },
    {
      when: "the labels are unknown",
      resources: [resource("kubernetes:core/v1:Namespace", "ns", { metadata: { name: "app", labels: unknown } })],
    },
  ],
};
