import { unknown } from "../../../../policies/engine/values/value";
import { privateEndpointEnabled } from "../../../../policies/rules/eks/private-endpoint-enabled";
import { resource, type RuleFixtures } from "../../fixture";

export const fixtures: RuleFixtures = {
  rule: privateEndpointEnabled,
  passes: [
    {
      when: "the cluster has a private endpoint",
      resources: [resource("aws:eks/cluster:Cluster", "c", { vpcConfig: { endpointPrivateAccess: true } })],
    },
    {
      when: "the component asks for one",
      resources: [resource("eks:index:Cluster", "c", { endpointPrivateAccess: true })],
    },
  ],
  fails: [
    {
      when: "it is off",
      resources: [resource("aws:eks/cluster:Cluster", "c", { vpcConfig: { endpointPrivateAccess: false } })],
      paths: ["vpcConfig.endpointPrivateAccess"],
    },
    {
      when: "nothing is said, since the service leaves it off",
      resources: [
        resource("aws:eks/cluster:Cluster", "a", { vpcConfig: { subnetIds: [] } }),
        resource("eks:index:Cluster", "b"),
      ],
    },
  ],
  undecided: [
    {
      when: "the whole vpcConfig is unknown",
      resources: [resource("aws:eks/cluster:Cluster", "c", { vpcConfig: unknown })],
    },
  ],
};
