import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { authenticationModeApi } from "../../../../policies/rules/eks/authentication-mode-api";
import { resource, type RuleFixtures } from "../../fixture";

const cluster = (authenticationMode: Value): readonly GraphResource[] => [
  resource("aws:eks/cluster:Cluster", "c", { accessConfig: { authenticationMode } }),
];
const paths = ["accessConfig.authenticationMode"];

export const fixtures: RuleFixtures = {
  rule: authenticationModeApi,
  passes: [
    { when: "the mode is API", resources: cluster("API") },
    {
      when: "the component's mode is API and its mappings are empty",
      resources: [resource("eks:index:Cluster", "c", { authenticationMode: "API", roleMappings: [] })],
    },
  ],
  fails: [
    { when: "the ConfigMap is used as well", resources: cluster("API_AND_CONFIG_MAP"), paths },
    { when: "nothing is said", resources: [resource("aws:eks/cluster:Cluster", "c")], paths },
    {
      when: "the component maps a role",
      resources: [
        resource("eks:index:Cluster", "c", { authenticationMode: "API", roleMappings: [{ groups: ["viewers"] }] }),
      ],
      paths: ["roleMappings"],
    },
    {
      when: "the component maps a user that is not known yet",
      resources: [
        resource("eks:index:Cluster", "c", { authenticationMode: "API", userMappings: [{ userArn: unknown }] }),
      ],
      paths: ["userMappings"],
    },
  ],
  undecided: [
    { when: "the mode is unknown", resources: cluster(unknown) },
    {
      when: "the mappings are unknown",
      resources: [resource("eks:index:Cluster", "c", { authenticationMode: "API", roleMappings: unknown })],
    },
  ],
};
