import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { accessEntriesNameRoles } from "../../../../policies/rules/eks/access-entries-name-roles";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const principalArn = "arn:aws:iam::111122223333:role/deployer";
const entry = (inputs: Parameters<typeof resource>[2]): GraphResource =>
  resource("aws:eks/accessEntry:AccessEntry", "entry", inputs);
const component = (accessEntry: NonNullable<Parameters<typeof resource>[2]>): GraphResource =>
  resource("eks:index:Cluster", "c", { accessEntries: { one: accessEntry } });
const role = resource("aws:iam/role:Role", "role");
const user = resource("aws:iam/user:User", "user");

export const fixtures: RuleFixtures = {
  rule: accessEntriesNameRoles,
  passes: [
    { when: "a role is named", resources: [entry({ principalArn, kubernetesGroups: ["viewers"] })] },
    { when: "a new role of the stack is named", resources: [role, entry({ principalArn: outputOf(role) })] },
    { when: "the component names a role", resources: [component({ principalArn })] },
    {
      when: "nodes take the user name that EKS gives them",
      resources: [entry({ principalArn, type: "EC2_LINUX", userName: "system:node:{{EC2PrivateDNSName}}" })],
    },
  ],
  fails: [
    {
      when: "a user is named",
      resources: [entry({ principalArn: "arn:aws:iam::111122223333:user/alice" })],
      paths: ["principalArn"],
    },
    {
      when: "the root is named",
      resources: [component({ principalArn: "arn:aws:iam::111122223333:root" })],
      paths: ["accessEntries.one.principalArn"],
    },
    { when: "a new user of the stack is named", resources: [user, entry({ principalArn: outputOf(user) })] },
    {
      when: "a group is reserved",
      resources: [entry({ principalArn, kubernetesGroups: ["system:masters"] })],
      paths: ["kubernetesGroups"],
    },
    {
      when: "the user name is reserved",
      resources: [entry({ principalArn, userName: "eks:admin" })],
      paths: ["userName"],
    },
  ],
  undecided: [
    { when: "the principal is unknown", resources: [entry({ principalArn: unknown })] },
    {
      when: "the type is unknown and the user name reserved",
      resources: [entry({ principalArn, type: unknown, userName: "system:x" })],
    },
    {
      when: "the entries of the component are unknown",
      resources: [resource("eks:index:Cluster", "c", { accessEntries: unknown })],
    },
  ],
  outside: [{ when: "the component has no entries", resources: [resource("eks:index:Cluster", "c")] }],
};
