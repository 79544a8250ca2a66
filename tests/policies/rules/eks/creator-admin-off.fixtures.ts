import { unknown } from "../../../../policies/engine/values/value";
import { creatorAdminOff } from "../../../../policies/rules/eks/creator-admin-off";
import { resource, type RuleFixtures } from "../../fixture";

const type = "aws:eks/cluster:Cluster";
const bootstrapClusterCreatorAdminPermissions = "accessConfig.bootstrapClusterCreatorAdminPermissions";

export const fixtures: RuleFixtures = {
  rule: creatorAdminOff,
  passes: [
    {
      when: "it is off",
      resources: [resource(type, "c", { accessConfig: { bootstrapClusterCreatorAdminPermissions: false } })],
    },
  ],
  fails: [
    {
      when: "it is on",
      resources: [resource(type, "c", { accessConfig: { bootstrapClusterCreatorAdminPermissions: true } })],
      paths: [bootstrapClusterCreatorAdminPermissions],
      level: "production",
    },
    {
      when: "nothing is said, since AWS switches it on",
      resources: [resource(type, "c", { accessConfig: { authenticationMode: "API" } })],
    },
    {
      when: "the component made the cluster, which only tells",
      resources: [resource(type, "c", {}, { parentType: "eks:index:Cluster" })],
      level: "advisory",
    },
  ],
  undecided: [
    { when: "the access configuration is unknown", resources: [resource(type, "c", { accessConfig: unknown })] },
  ],
};
