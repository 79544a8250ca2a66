import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { unknown, type Value } from "../../../../policies/engine/values/value";
import { subnetsSpanZones } from "../../../../policies/rules/eks/subnets-span-zones";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

const vpc = resource("aws:ec2/vpc:Vpc", "vpc");
const subnet = (name: string, availabilityZone: Value): GraphResource =>
  resource("aws:ec2/subnet:Subnet", name, { vpcId: outputOf(vpc), availabilityZone });
const [a, b, c] = [subnet("a", "eu-central-1a"), subnet("b", "eu-central-1b"), subnet("c", "eu-central-1c")] as const;
const somewhere = subnet("d", unknown);
const cluster = (subnets: readonly GraphResource[], endpointPublicAccess: Value = false): GraphResource =>
  resource("aws:eks/cluster:Cluster", "cluster", {
    vpcConfig: { subnetIds: subnets.map((each) => outputOf(each)), endpointPublicAccess },
  });
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: outputOf(vpc) });
const main = resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
  defaultRouteTableId: outputOf(vpc),
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: outputOf(gateway) }],
});

export const fixtures: RuleFixtures = {
  rule: subnetsSpanZones,
  passes: [
    { when: "three zones are used in production", resources: [vpc, a, b, c, cluster([a, b, c])] },
    {
      when: "two are used in development",
      resources: [vpc, a, b, cluster([a, b])],
      parameters: { environment: "dev", minZones: 2 },
    },
    {
      when: "three are known and a fourth is not",
      resources: [vpc, a, b, c, somewhere, cluster([a, b, c, somewhere])],
    },
    {
      when: "the component lists private subnets of three zones",
      resources: [
        ...[vpc, a, b, c],
        resource("eks:index:Cluster", "cluster", { privateSubnetIds: [a, b, c].map((each) => outputOf(each)) }),
      ],
    },
    {
      when: "the subnets are public and the endpoint is too",
      resources: [vpc, gateway, main, a, b, c, cluster([a, b, c], true)],
    },
  ],
  fails: [
    {
      when: "two zones are used in production",
      resources: [vpc, a, b, cluster([a, b])],
      paths: ["vpcConfig.subnetIds"],
    },
    {
      when: "two subnets can't stand in three zones, whichever those are",
      resources: [vpc, somewhere, a, cluster([a, somewhere])],
    },
    {
      when: "a subnet is public while the public endpoint is off",
      resources: [vpc, gateway, main, a, b, c, cluster([a, b, c])],
      paths: ["vpcConfig.endpointPublicAccess"],
    },
  ],
  undecided: [
    {
      when: "subnets are outside the stack",
      resources: [resource("aws:eks/cluster:Cluster", "c", { vpcConfig: { subnetIds: ["subnet-1", "subnet-2"] } })],
    },
    { when: "zones are unknown", resources: [vpc, a, b, somewhere, cluster([a, b, somewhere])] },
    { when: "the subnets are unknown", resources: [resource("aws:eks/cluster:Cluster", "c", { vpcConfig: unknown })] },
  ],
};
