import { vcpuQuota, type QuotaName } from "../../knowledge/capacity/quotas";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { managedGroup } from "../nodes/node-sources";
import { subnetType } from "../nodes/node-subnets";
import { zoneOf } from "../nodes/zones";
import { between, exactly, sum, type Amount } from "./amount";
import { cniSettings } from "./cni-settings";
import { maxPodsOf } from "./max-pods";
import { nodeAddresses } from "./node-addresses";
import { nodePoolType, type NodeDemand } from "./node-demand";

/** What a stack takes of a quota. */
export interface QuotaUse {
  readonly quota: QuotaName;
  readonly amount: Amount;
}

/** The types that the use of quotas is read from. */
export const quotaTypes: readonly string[] = [
  ...["aws:ec2/eip:Eip", "aws:ec2/natGateway:NatGateway", "aws:ec2/vpcEndpoint:VpcEndpoint"],
  ...["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws:ec2/securityGroup:SecurityGroup"],
  "aws:eks/fargateProfile:FargateProfile",
];

/** What the stack takes of each quota with everything grown to its most. Quotas that it takes nothing of are left out. */
export function quotaUses(graph: Graph, demands: readonly NodeDemand[]): readonly QuotaUse[] {
  return [
    ...vcpuUses(demands),
    counted("elasticAddresses", graph.ofType("aws:ec2/eip:Eip").length),
    counted("natGatewaysPerZone", natGatewaysOfAZone(graph)),
    { quota: "networkInterfaces" as const, amount: interfaces(graph, demands) },
    ...interfaceEndpoints(graph),
    counted("rulesPerSecurityGroup", rulesOfAGroup(graph)),
    counted("nodeGroupsPerCluster", graph.ofType(managedGroup).length),
    { quota: "nodesPerNodeGroup" as const, amount: nodesOfAGroup(demands) },
    counted("fargateProfilesPerCluster", graph.ofType("aws:eks/fargateProfile:FargateProfile").length),
  ].filter(({ amount }) => amount.most > 0);
}

function counted(quota: QuotaName, count: number): QuotaUse {
  return { quota, amount: exactly(count) };
}

/** On-demand and spot vCPUs by kind of instance. A source that may take both counts in full for each. */
function vcpuUses(demands: readonly NodeDemand[]): readonly QuotaUse[] {
  const amounts = new Map<QuotaName, Amount[]>();
  for (const { choices, markets, marketsOpen, open: own, unbounded, source } of demands)
    for (const market of markets) {
      const ofDemand = new Map<QuotaName, number>();
      for (const { type, nodes } of choices) {
        const quota = vcpuQuota(type.name, market);
        if (quota) ofDemand.set(quota, Math.max(ofDemand.get(quota) ?? 0, nodes * type.vcpus));
      }
      // A pool that may take several kinds takes standard instances, unless it says otherwise.
      const open = own ?? marketsOpen;
      const isPool = source.type === nodePoolType;
      const standard: QuotaName = `${market}StandardVcpus`;
      const kept =
        isPool && ofDemand.has(standard) ? [[standard, ofDemand.get(standard) ?? 0] as const] : [...ofDemand];
      for (const [quota, count] of kept)
        amounts.set(quota, [
          ...(amounts.get(quota) ?? []),
          open ? between(isPool || marketsOpen ? 0 : count, unbounded ? Infinity : count, open) : exactly(count),
        ]);
    }
  return [...amounts].map(([quota, list]) => ({ quota, amount: sum(list) }));
}

function natGatewaysOfAZone(graph: Graph): number {
  const zones = graph.ofType("aws:ec2/natGateway:NatGateway").map((gateway) => {
    const subnet = graph.resolve(gateway, gateway.at("subnetId"), subnetType);
    return subnet.kind === "resolved" && subnet.certain ? subnet.targets.map(zoneOf)[0] : undefined;
  });
  return Math.max(0, ...zones.map((zone) => zones.filter((other) => zone !== undefined && other === zone).length));
}

/** Interfaces of all nodes full of pods. */
function interfaces(graph: Graph, demands: readonly NodeDemand[]): Amount {
  const { addresses: settings } = cniSettings(graph);
  return sum(
    demands.map((demand): Amount => {
      if ("unknown" in settings) return between(0, Infinity, settings.unknown);
      const podsOf = maxPodsOf(graph, demand, settings);
      const counts = demand.choices.map(
        ({ type, nodes }) => nodes * nodeAddresses(type, settings, podsOf(type).most).interfaces,
      );
      const most = demand.unbounded ? Infinity : Math.max(0, ...counts);
      return between(demand.open ? 0 : most, most, demand.open);
    }),
  );
}

function interfaceEndpoints(graph: Graph): readonly QuotaUse[] {
  const count = graph
    .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
    .filter((endpoint) => endpoint.at("vpcEndpointType").text() === "Interface").length;
  return count === 0 ? [] : [counted("interfaceEndpointsPerVpc", count)];
}

function rulesOfAGroup(graph: Graph): number {
  const ruleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const rulesOf = (group: Resource): number =>
    group.at("ingress").elements().known.length +
    graph.referrers(group, ruleType, "securityGroupId").filter(({ refers }) => refers === true).length;
  return Math.max(0, ...graph.ofType("aws:ec2/securityGroup:SecurityGroup").map(rulesOf));
}

function nodesOfAGroup(demands: readonly NodeDemand[]): Amount {
  const sizes = demands
    .filter(({ source }) => source.type === managedGroup)
    .map(({ source }) => source.at("scalingConfig.maxSize").number() ?? 0);
  return exactly(Math.max(0, ...sizes));
}
