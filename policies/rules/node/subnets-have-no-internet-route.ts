import type { Resource } from "../../engine/graph/resource";
import { nodeSubnets, ofCandidates, type NodeSubnets } from "../../engine/nodes/node-subnets";
import { isPublicSubnet, routeTypes } from "../../engine/network/route-class";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, every } from "../../engine/values/truth";

/** A component hands its subnets on to what it makes. */
const cause = "public subnet";

const clusterSubnets = ["cluster.privateSubnetIds", "cluster.publicSubnetIds", "cluster.subnetIds"];

export const subnetsHaveNoInternetRoute: Rule = {
  id: "NODE-03",
  name: "subnets-have-no-internet-route",
  title: "Nodes and Fargate pods start in subnets without a route to an internet gateway",
  why: "A subnet is private by its routes, not by its name: behind an internet gateway, one public address makes a node reachable from everywhere.",
  fix: "Use subnets whose route table has no route to an internet gateway; reach out by a NAT gateway or VPC endpoints.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["5.4.3"], soc2: ["CC6.6"], hipaa: ["312(e)(1)"], nsa: ["Net"] },
  reads: {
    "aws:eks/nodeGroup:NodeGroup": ["subnetIds"],
    "aws:eks/fargateProfile:FargateProfile": ["subnetIds"],
    "aws:autoscaling/group:Group": ["vpcZoneIdentifiers", "tags"],
    "eks:index:ManagedNodeGroup": ["subnetIds", "cluster.subnetIds"],
    "eks:index:NodeGroup": ["nodeSubnetIds", ...clusterSubnets],
    "eks:index:NodeGroupV2": ["nodeSubnetIds", ...clusterSubnets],
    "aws:eks/cluster:Cluster": ["vpcConfig.subnetIds", "computeConfig.enabled", "computeConfig.nodePools"],
    "eks:index:Cluster": [
      "nodeSubnetIds",
      "privateSubnetIds",
      "publicSubnetIds",
      "subnetIds",
      "fargate.subnetIds",
      "skipDefaultNodeGroup",
      "autoMode.enabled",
      "autoMode.computeConfig.nodePools",
    ],
    "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": ["spec.subnetSelectorTerms"],
    "kubernetes:eks.amazonaws.com/v1:NodeClass": ["spec.subnetSelectorTerms"],
  },
  follows: [...routeTypes, "aws:ec2/tag:Tag"],
  check: (source, context) => nodeSubnets(context.graph, source).flatMap((subnets) => judged(source, subnets, context)),
};

function judged(source: Resource, subnets: NodeSubnets, { graph }: Context): readonly Condition[] {
  const { entries, open, prefersPrivate } = subnets;
  const isPublic = (subnet: Resource) => isPublicSubnet(subnet, graph);
  if (prefersPrivate) {
    const path = entries[0]?.path.replace(/\[\d+\]$/, "") ?? open?.path ?? "subnetIds";
    const all = every(entries, (entry) => and(entry.used, ofCandidates(entry, isPublic)), open);
    return [
      violation(
        entries.length === 0 ? (open ?? false) : all,
        path,
        "All of these subnets route to an internet gateway.",
        { cause },
      ),
    ];
  }
  const kind = source.type === "aws:eks/fargateProfile:FargateProfile" ? "Fargate pods" : "Nodes";
  return [
    ...entries.map((entry) =>
      violation(
        and(entry.used, ofCandidates(entry, isPublic)),
        entry.path,
        `${kind} start in ${names(entry.candidates)}, which has a route to an internet gateway.`,
        { cause },
      ),
    ),
    violation(open ?? false, open?.path ?? "", `${kind} start in a subnet that is not in this stack.`),
  ];
}

function names(subnets: readonly Resource[]): string {
  return subnets.map(({ name }) => `subnet ${name}`).join(" or ");
}
