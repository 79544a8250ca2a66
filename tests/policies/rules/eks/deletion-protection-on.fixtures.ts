import { unknown } from "../../../../policies/engine/values/value";
import { deletionProtectionOn } from "../../../../policies/rules/eks/deletion-protection-on";
import { resource, type RuleFixtures } from "../../fixture";

const type = "aws:eks/cluster:Cluster";

export const fixtures: RuleFixtures = {
  rule: deletionProtectionOn,
  passes: [
    { when: "it is on", resources: [resource(type, "c", { deletionProtection: true })] },
    {
      when: "the component asks for it",
      resources: [resource("eks:index:Cluster", "c", { deletionProtection: true })],
    },
  ],
  fails: [
    {
      when: "it is off",
      resources: [resource(type, "c", { deletionProtection: false })],
      paths: ["deletionProtection"],
    },
    { when: "nothing is said", resources: [resource(type, "c"), resource("eks:index:Cluster", "d")] },
  ],
  undecided: [{ when: "it is unknown", resources: [resource(type, "c", { deletionProtection: unknown })] }],
};
