import { unknown } from "../../../../policies/engine/values/value";
import { noAwsAuth } from "../../../../policies/rules/rbac/no-aws-auth";
import { resource, type RuleFixtures } from "../../fixture";
import { object, type Input, type Inputs } from "../../kubernetes-fixture";

const awsAuth = (data: Input = {}, type = "ConfigMap", metadata: Inputs = {}) =>
  object(`core/v1:${type}`, "aws-auth", { data }, { namespace: "kube-system", ...metadata });
const cluster = (authenticationMode: Input) =>
  resource("aws:eks/cluster:Cluster", "c", { accessConfig: { authenticationMode } });
const both = cluster("API_AND_CONFIG_MAP");
const mapping = (group: string) =>
  `- rolearn: arn:aws:iam::111122223333:role/node\n  username: node\n  groups:\n    - ${group}\n`;
const component = (inputs: Inputs) => resource("eks:index:Cluster", "c", inputs);

export const fixtures: RuleFixtures = {
  rule: noAwsAuth,
  passes: [
    {
      when: "the cluster reads it, and it maps nodes",
      resources: [both, awsAuth({ mapRoles: mapping("system:nodes") })],
    },
    {
      when: "the cluster reads nothing else by default",
      resources: [cluster(null), awsAuth({ mapRoles: mapping("viewers") })],
    },
    { when: "a list of accounts is empty", resources: [both, awsAuth({ mapAccounts: "[]\n" })] },
    {
      when: "a component maps nodes",
      resources: [component({ roleMappings: [{ roleArn: "a", groups: ["system:nodes"] }] })],
    },
  ],
  fails: [
    { when: "the cluster reads access entries only", resources: [cluster("API"), awsAuth()], paths: ["metadata.name"] },
    { when: "the stack does not know the cluster", resources: [awsAuth()], paths: ["metadata.name"] },
    {
      when: "a patch is for such a cluster",
      resources: [cluster("API"), awsAuth({ mapUsers: "[]" }, "ConfigMapPatch")],
      paths: ["metadata.name"],
    },
    {
      when: "the component's cluster reads access entries only",
      resources: [component({ authenticationMode: "API" }), awsAuth()],
      paths: ["metadata.name"],
    },
    {
      when: "a role becomes an administrator",
      resources: [both, awsAuth({ mapRoles: mapping("system:masters") })],
      paths: ["data.mapRoles"],
    },
    {
      when: "a user becomes one, in JSON",
      resources: [both, awsAuth({ mapUsers: '[{"userarn": "a", "groups": ["system:masters"]}]' })],
      paths: ["data.mapUsers"],
    },
    {
      when: "a patch makes one",
      resources: [both, awsAuth({ mapRoles: mapping("system:masters") }, "ConfigMapPatch")],
      paths: ["data.mapRoles"],
    },
    {
      when: "another account is let in",
      resources: [both, awsAuth({ mapAccounts: "- '111122223333'\n" })],
      paths: ["data.mapAccounts"],
    },
    {
      when: "a component makes one",
      resources: [component({ roleMappings: [{ roleArn: "a", groups: ["system:masters"] }] })],
      paths: ["roleMappings"],
    },
    {
      when: "a component makes a user one",
      resources: [component({ userMappings: [unknown, { userArn: "a", groups: ["system:masters"] }] })],
      paths: ["userMappings"],
    },
  ],
  undecided: [
    { when: "the data are unknown", resources: [both, awsAuth(unknown)] },
    { when: "the mappings are no YAML", resources: [both, awsAuth({ mapRoles: "- {" })] },
    { when: "the mode is unknown", resources: [cluster(unknown), awsAuth()] },
    { when: "a component's mappings are unknown", resources: [component({ roleMappings: unknown })] },
    { when: "the name is unknown", resources: [awsAuth({}, "ConfigMap", { name: unknown })] },
  ],
  outside: [
    {
      when: "it is another ConfigMap",
      resources: [awsAuth({}, "ConfigMap", { name: "coredns" }), awsAuth({}, "ConfigMap", { namespace: "app" })],
    },
    { when: "a component maps nobody", resources: [component({})] },
  ],
};
