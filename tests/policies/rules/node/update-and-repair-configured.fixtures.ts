import { unknown } from "../../../../policies/engine/values/value";
import { updateAndRepairConfigured } from "../../../../policies/rules/node/update-and-repair-configured";
import { resource, type RuleFixtures } from "../../fixture";

const group = (inputs: Parameters<typeof resource>[2] = {}, name = "g") =>
  resource("aws:eks/nodeGroup:NodeGroup", name, {
    clusterName: "c",
    nodeRepairConfig: { enabled: true },
    scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
    ...inputs,
  });
const component = (inputs: Parameters<typeof resource>[2] = {}, name = "m") =>
  resource("eks:index:ManagedNodeGroup", name, { cluster: "c", clusterName: "c", ...inputs });
/** What a component makes, as the engine shows it. */
const made = (inputs: Parameters<typeof resource>[2] = {}) => ({ ...group(inputs, "m"), parent: component().urn });
const one = { minSize: 1, maxSize: 4 };
const gpu = [{ key: "gpu", value: "true", effect: "NO_SCHEDULE" }];

export const fixtures: RuleFixtures = {
  rule: updateAndRepairConfigured,
  passes: [
    { when: "it repairs itself and keeps two nodes", resources: [group()] },
    {
      when: "an update takes fewer nodes than are guaranteed",
      resources: [group({ updateConfig: { maxUnavailable: 1 } })],
    },
    {
      when: "an update takes half of the nodes",
      resources: [group({ updateConfig: { maxUnavailablePercentage: 50 } })],
    },
    {
      when: "a sibling takes the same pods",
      resources: [
        group({ scalingConfig: one, labels: { a: "b" } }),
        group({ scalingConfig: one, labels: { a: "b" } }, "h"),
      ],
    },
    {
      when: "a component keeps two nodes, and what it makes repairs them",
      resources: [component({ scalingConfig: { minSize: 2 } }), made()],
    },
    {
      when: "siblings list the same taints in another order",
      resources: [
        group({ scalingConfig: one, taints: [...gpu, { key: "x", effect: "NO_EXECUTE" }] }),
        group({ scalingConfig: one, taints: [{ key: "x", effect: "NO_EXECUTE" }, ...gpu] }, "h"),
      ],
    },
    {
      when: "one node is enough outside production",
      resources: [group({ scalingConfig: { minSize: 0, maxSize: 1 } })],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    {
      when: "nothing repairs its nodes",
      resources: [group({ nodeRepairConfig: undefined })],
      paths: ["nodeRepairConfig.enabled"],
      level: "production",
    },
    {
      when: "the repair is off",
      resources: [group({ nodeRepairConfig: { enabled: false } })],
      paths: ["nodeRepairConfig.enabled"],
    },
    {
      when: "an update takes all guaranteed nodes",
      resources: [group({ updateConfig: { maxUnavailable: 2 } })],
      paths: ["updateConfig.maxUnavailable"],
    },
    {
      when: "an update takes more than half",
      resources: [group({ updateConfig: { maxUnavailablePercentage: 51 } })],
      paths: ["updateConfig.maxUnavailablePercentage"],
    },
    {
      when: "a single node is alone in production",
      resources: [group({ scalingConfig: one })],
      paths: ["scalingConfig.minSize"],
    },
    {
      when: "the other group has other taints",
      resources: [group({ scalingConfig: one }), group({ taints: gpu }, "h")],
      paths: ["scalingConfig.minSize"],
    },
    {
      when: "a component keeps one node unless told otherwise",
      resources: [component()],
      paths: ["scalingConfig.minSize"],
    },
    {
      when: "what a component makes is no other group",
      resources: [component({ scalingConfig: one }), made({ scalingConfig: one })],
      paths: ["scalingConfig.minSize", "scalingConfig.minSize"],
    },
    {
      when: "the other group is another cluster's",
      resources: [group({ scalingConfig: one }), group({ clusterName: "d" }, "h")],
      paths: ["scalingConfig.minSize"],
    },
  ],
  undecided: [
    {
      when: "a component shows no group that would repair its nodes",
      resources: [component({ scalingConfig: { minSize: 2 } })],
    },
    { when: "the repair is unknown", resources: [group({ nodeRepairConfig: unknown })] },
    {
      when: "the minimum is unknown",
      resources: [group({ scalingConfig: { minSize: unknown }, updateConfig: { maxUnavailable: 3 } })],
    },
    {
      when: "the labels of the only other group are unknown",
      resources: [group({ scalingConfig: one }), group({ labels: unknown }, "h")],
    },
  ],
};
