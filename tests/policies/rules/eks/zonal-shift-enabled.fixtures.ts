import { unknown } from "../../../../policies/engine/values/value";
import { zonalShiftEnabled } from "../../../../policies/rules/eks/zonal-shift-enabled";
import { resource, type RuleFixtures } from "../../fixture";

const type = "aws:eks/cluster:Cluster";

export const fixtures: RuleFixtures = {
  rule: zonalShiftEnabled,
  passes: [{ when: "it is on", resources: [resource(type, "c", { zonalShiftConfig: { enabled: true } })] }],
  fails: [
    {
      when: "it is off",
      resources: [resource(type, "c", { zonalShiftConfig: { enabled: false } })],
      paths: ["zonalShiftConfig.enabled"],
      level: "production",
    },
    { when: "nothing is said", resources: [resource(type, "c")], paths: ["zonalShiftConfig.enabled"] },
    {
      when: "the component made the cluster, which only tells",
      resources: [resource(type, "c", {}, { parentType: "platform:x:Y$eks:index:Cluster" })],
      level: "advisory",
    },
  ],
  undecided: [{ when: "it is unknown", resources: [resource(type, "c", { zonalShiftConfig: { enabled: unknown } })] }],
};
