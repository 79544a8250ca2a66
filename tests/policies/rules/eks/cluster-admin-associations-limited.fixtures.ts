import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown } from "../../../../policies/engine/values/value";
import { clusterAdminAssociationsLimited } from "../../../../policies/rules/eks/cluster-admin-associations-limited";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const cluster = resource("aws:eks/cluster:Cluster", "c");
const admin = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
const namespaced = { type: "namespace", namespaces: ["tenant-a"] };
const deployer = "arn:aws:iam::111122223333:role/deployer";
const clusterAdminPrincipals = ["arn:aws:iam::111122223333:role/*"];
type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const association = (name: string, inputs: Inputs): GraphResource =>
  resource("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", name, {
    clusterName: outputOf(cluster),
    policyArn: admin,
    accessScope: { type: "cluster" },
    ...inputs,
  });
const component = (principalArn: string): GraphResource =>
  resource("eks:index:Cluster", "component", {
    accessEntries: {
      a: { principalArn, accessPolicies: { admin: { policyArn: admin, accessScope: { type: "cluster" } } } },
    },
  });

export const fixtures: RuleFixtures = {
  rule: clusterAdminAssociationsLimited,
  passes: [
    {
      when: "the administrator is listed",
      resources: [cluster, association("a", { principalArn: deployer })],
      parameters: { clusterAdminPrincipals },
    },
    {
      when: "an administrator's policy is scoped to a namespace",
      resources: [cluster, association("a", { principalArn: deployer, accessScope: namespaced })],
    },
    {
      when: "the policy only lets view",
      resources: [
        cluster,
        association("a", {
          principalArn: unknown,
          policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
        }),
      ],
    },
    {
      when: "one principal has two of the policies",
      resources: [
        cluster,
        association("a", { principalArn: deployer }),
        association("b", {
          principalArn: deployer,
          policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy",
        }),
      ],
      parameters: { clusterAdminPrincipals, maxClusterAdmins: 1 },
    },
  ],
  fails: [
    {
      when: "nobody is listed",
      resources: [cluster, association("a", { principalArn: deployer })],
      paths: ["principalArn"],
    },
    {
      when: "the component grants it to somebody else",
      resources: [component("arn:aws:iam::444455556666:role/x")],
      parameters: { clusterAdminPrincipals },
      paths: ["accessEntries.a.principalArn"],
    },
    {
      when: "there are more than allowed",
      resources: [
        cluster,
        ...["a", "b", "c"].map((name) => association(name, { principalArn: `arn:aws:iam::111122223333:role/${name}` })),
      ],
      parameters: { clusterAdminPrincipals, maxClusterAdmins: 2 },
      paths: [""],
    },
  ],
  undecided: [
    {
      when: "the principal is unknown",
      resources: [cluster, association("a", { principalArn: unknown })],
      parameters: { clusterAdminPrincipals },
    },
    {
      when: "an unknown principal may be one too many",
      resources: [cluster, association("a", { principalArn: deployer }), association("b", { principalArn: unknown })],
      parameters: { clusterAdminPrincipals, maxClusterAdmins: 1 },
    },
    {
      when: "the entries of the component are unknown",
      resources: [resource("eks:index:Cluster", "component", { accessEntries: unknown })],
    },
  ],
};
