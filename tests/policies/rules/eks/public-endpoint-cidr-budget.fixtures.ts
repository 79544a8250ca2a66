import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { Secret, unknown, type Value } from "../../../../policies/engine/values/value";
import { publicEndpointCidrBudget } from "../../../../policies/rules/eks/public-endpoint-cidr-budget";
import { resource, type RuleFixtures } from "../../fixture";

const cluster = (publicAccessCidrs: Value, endpointPublicAccess: Value = true): readonly GraphResource[] => [
  resource("aws:eks/cluster:Cluster", "c", { vpcConfig: { endpointPublicAccess, publicAccessCidrs } }),
];
const paths = ["vpcConfig.publicAccessCidrs"];

export const fixtures: RuleFixtures = {
  rule: publicEndpointCidrBudget,
  passes: [
    { when: "the endpoint is private", resources: cluster(undefined, false) },
    { when: "it is private, whatever the list says", resources: cluster(["0.0.0.0/0"], false) },
    { when: "the ranges use up the budget to the last address", resources: cluster(["203.0.113.0/24"]) },
    {
      when: "overlapping ranges amount to the budget",
      resources: cluster(["203.0.113.0/24", "203.0.113.0/25", "203.0.113.128/26"]),
    },
    { when: "a /64 is what the budget allows", resources: cluster(["2001:db8::/64"]) },
    {
      when: "development allows more",
      resources: cluster(["203.0.0.0/16"]),
      parameters: { environment: "dev", publicEndpointMaxAddresses: 65536 },
    },
    {
      when: "the component lists few addresses",
      resources: [resource("eks:index:Cluster", "c", { publicAccessCidrs: ["203.0.113.7/32"] })],
    },
  ],
  fails: [
    { when: "nothing is listed, so that EKS lets everybody in", resources: cluster(undefined), paths },
    { when: "the list is empty", resources: cluster([]), paths },
    {
      when: "nothing is said at all",
      resources: [resource("aws:eks/cluster:Cluster", "c"), resource("eks:index:Cluster", "d")],
      paths: ["vpcConfig.publicAccessCidrs", "publicAccessCidrs"],
    },
    { when: "everybody is listed", resources: cluster(["0.0.0.0/0"]), paths },
    { when: "everybody is listed in two halves", resources: cluster(["0.0.0.0/1", "128.0.0.0/1"]), paths },
    { when: "every IPv6 address is listed", resources: cluster(["::/0"]), paths },
    { when: "the union is one address beyond the budget", resources: cluster(["203.0.113.0/24", "8.8.8.8/32"]), paths },
    { when: "two /64 are listed", resources: cluster(["2001:db8::/64", "2001:db8:1::/64"]), paths },
    { when: "an entry has a leading zero", resources: cluster(["010.0.0.0/24"]), paths },
    { when: "an entry has no prefix", resources: cluster(["203.0.113.7"]), paths },
    { when: "the known entries alone exceed the budget", resources: cluster(["203.0.112.0/23", unknown]), paths },
    { when: "a secret list exceeds it", resources: cluster(new Secret(["203.0.112.0/23"])), paths },
    {
      when: "no address at all is allowed",
      resources: cluster(["203.0.113.7/32"]),
      parameters: { publicEndpointMaxAddresses: 0 },
      paths: ["vpcConfig.endpointPublicAccess"],
    },
  ],
  undecided: [
    { when: "the list is unknown", resources: cluster(unknown) },
    { when: "an entry is unknown and the others are within budget", resources: cluster(["203.0.113.7/32", unknown]) },
    { when: "the endpoint is unknown and the list would fail", resources: cluster(["0.0.0.0/0"], unknown) },
  ],
};
