import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { controlPlaneLogsAllTypes } from "../../../../policies/rules/eks/control-plane-logs-all-types";
import { resource, type RuleFixtures } from "../../fixture";

const all = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const cluster = (enabledClusterLogTypes: Value): readonly GraphResource[] => [
  resource("aws:eks/cluster:Cluster", "c", { enabledClusterLogTypes }),
];
const paths = ["enabledClusterLogTypes"];

export const fixtures: RuleFixtures = {
  rule: controlPlaneLogsAllTypes,
  passes: [
    { when: "all five are listed", resources: cluster(all) },
    { when: "all five are listed beside an unknown one", resources: cluster([...all, unknown]) },
    {
      when: "the component lists all",
      resources: [resource("eks:index:Cluster", "c", { enabledClusterLogTypes: all })],
    },
  ],
  fails: [
    { when: "one is missing", resources: cluster(all.slice(1)), paths },
    { when: "nothing is listed", resources: [...cluster(undefined), resource("eks:index:Cluster", "d")] },
    { when: "a name has another case", resources: cluster(["API", ...all.slice(1)]), paths },
  ],
  undecided: [
    { when: "the list is unknown", resources: cluster(unknown) },
    { when: "an element is unknown and one type is missing", resources: cluster([...all.slice(1), unknown]) },
  ],
};
