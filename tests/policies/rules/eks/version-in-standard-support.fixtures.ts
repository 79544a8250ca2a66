import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { versionInStandardSupport } from "../../../../policies/rules/eks/version-in-standard-support";
import { resource, type RuleFixtures } from "../../fixture";

const cluster = (version: Value): readonly GraphResource[] => [resource("aws:eks/cluster:Cluster", "c", { version })];
const nodeGroup = (version: Value): readonly GraphResource[] => [
  resource("aws:eks/nodeGroup:NodeGroup", "n", { version }),
];
const parameters = { today: "2026-11-21" };
const paths = ["version"];

export const fixtures: RuleFixtures = {
  rule: versionInStandardSupport,
  passes: [
    { when: "support lasts until 2027", resources: cluster("1.36"), parameters },
    {
      when: "there are more days left than the warning",
      resources: cluster("1.34"),
      parameters: { today: "2026-10-02" },
    },
    {
      when: "the component states one",
      resources: [resource("eks:index:Cluster", "c", { version: "1.35" })],
      parameters,
    },
    { when: "a node group follows its cluster", resources: nodeGroup(undefined), parameters },
    { when: "a node group has a version that is not listed", resources: nodeGroup("1.38"), parameters },
  ],
  fails: [
    { when: "none is stated", resources: cluster(undefined), parameters, paths },
    { when: "support has ended", resources: cluster("1.33"), parameters, paths, level: "mandatory" },
    { when: "support ends today", resources: cluster("1.34"), parameters: { today: "2026-12-02" }, level: "mandatory" },
    { when: "the version is too new to be listed", resources: cluster("1.99"), parameters, paths, level: "mandatory" },
    { when: "the version is no version", resources: cluster("latest"), parameters, paths },
    {
      when: "support ends in 60 days, as a warning",
      resources: cluster("1.34"),
      parameters: { today: "2026-10-03" },
      level: "advisory",
    },
    { when: "a node group stayed behind", resources: nodeGroup("1.32"), parameters, paths },
  ],
  undecided: [{ when: "it is unknown", resources: cluster(unknown), parameters }],
};
