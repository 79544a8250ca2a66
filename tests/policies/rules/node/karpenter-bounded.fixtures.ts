import { unknown } from "../../../../policies/engine/values/value";
import { karpenterBounded } from "../../../../policies/rules/node/karpenter-bounded";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const nodeClass = (spec: Inputs = {}) =>
  resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
    metadata: { name: "default" },
    spec: { role: "nodes", subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "c" } }], ...spec },
  });
const reference = (name: Inputs[string], kind: Inputs[string] = "EC2NodeClass") => ({ kind, name });
const pool = (spec: Inputs = {}, template: Inputs = {}) =>
  resource("kubernetes:karpenter.sh/v1:NodePool", "p", {
    spec: { limits: { cpu: "100" }, template: { spec: { nodeClassRef: reference("default"), ...template } }, ...spec },
  });
const autoMode = resource("aws:eks/cluster:Cluster", "c", { computeConfig: { nodePools: ["system"] } });
const chart = resource("kubernetes:helm.sh/v3:Release", "karpenter", { namespace: "karpenter" });

export const fixtures: RuleFixtures = {
  rule: karpenterBounded,
  passes: [
    { when: "a pool has a limit and Karpenter's own budget and expiry", resources: [nodeClass(), pool()] },
    {
      when: "memory is limited and the API's defaults are written out",
      resources: [
        nodeClass(),
        pool({ limits: { memory: "1Ti" }, disruption: { budgets: [{ nodes: "10%" }] } }, { expireAfter: "720h" }),
      ],
    },
    {
      when: "one of two budgets limits nodes",
      resources: [
        nodeClass(),
        pool({ disruption: { budgets: [{ nodes: "100%" }, { nodes: "0", schedule: "@daily", duration: "8h" }] } }),
      ],
    },
    {
      when: "the class is named by its output",
      resources: [nodeClass(), pool({}, { nodeClassRef: reference(outputOf(nodeClass())) })],
    },
    {
      when: "Auto Mode makes the class",
      resources: [autoMode, pool({}, { nodeClassRef: reference("default", "NodeClass") })],
    },
    {
      when: "budgets are open outside production",
      resources: [nodeClass(), pool({ disruption: { budgets: [{ nodes: "100%" }] } })],
      parameters: { environment: "dev" },
    },
    {
      when: "a term has one tag with a value",
      resources: [nodeClass({ securityGroupSelectorTerms: [{ tags: { a: "*", b: "c" } }, { id: "sg-1" }] })],
    },
    {
      when: "the class has an instance profile",
      resources: [nodeClass({ role: undefined, instanceProfile: "nodes" })],
    },
  ],
  fails: [
    { when: "nothing is limited", resources: [nodeClass(), pool({ limits: undefined })], paths: ["spec.limits"] },
    {
      when: "only the number of GPUs is limited",
      resources: [nodeClass(), pool({ limits: { "nvidia.com/gpu": 4 } })],
      paths: ["spec.limits"],
    },
    {
      when: "nodes never expire",
      resources: [nodeClass(), pool({}, { expireAfter: "Never" })],
      paths: ["spec.template.spec.expireAfter"],
    },
    {
      when: "no budget limits nodes",
      resources: [nodeClass(), pool({ disruption: { budgets: [{ nodes: "100%" }] } })],
      paths: ["spec.disruption.budgets"],
    },
    {
      when: "the list of budgets is empty",
      resources: [nodeClass(), pool({ disruption: { budgets: [] } })],
      paths: ["spec.disruption.budgets"],
    },
    {
      when: "the class does not exist",
      resources: [nodeClass(), pool({}, { nodeClassRef: reference("gpu") })],
      paths: ["spec.template.spec.nodeClassRef.name"],
    },
    {
      when: "the class is of the other kind",
      resources: [nodeClass(), autoMode, pool({}, { nodeClassRef: reference("gpu", "NodeClass") })],
      paths: ["spec.template.spec.nodeClassRef.name"],
    },
    {
      when: "a term takes any value of a tag",
      resources: [nodeClass({ subnetSelectorTerms: [{ tags: { "karpenter.sh/discovery": "*" } }] })],
      paths: ["spec.subnetSelectorTerms[0]"],
    },
    {
      when: "a term takes any name",
      resources: [nodeClass({ securityGroupSelectorTerms: [{ id: "sg-1" }, { name: "*" }] })],
      paths: ["spec.securityGroupSelectorTerms[1]"],
    },
    {
      when: "the class has neither role nor instance profile",
      resources: [nodeClass({ role: "" })],
      paths: ["spec.role"],
    },
  ],
  undecided: [
    { when: "a chart may create the class", resources: [chart, pool()] },
    {
      when: "the name of a class is unknown",
      resources: [
        resource("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", "n", {
          metadata: { name: unknown },
          spec: { role: "r" },
        }),
        pool(),
      ],
    },
    { when: "the limits are unknown", resources: [nodeClass(), pool({ limits: unknown })] },
    {
      when: "the built-in class belongs to a cluster elsewhere",
      resources: [pool({}, { nodeClassRef: reference("default", "NodeClass") })],
    },
    { when: "a tag's value is unknown", resources: [nodeClass({ subnetSelectorTerms: [{ tags: { a: unknown } }] })] },
    { when: "the role is unknown", resources: [nodeClass({ role: unknown })] },
  ],
};
