import { at, flag, given, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { contains, isNetwork, overlap } from "../ec2/cidr";
import { demandGroup } from "../ec2/security-group";
import { demandSubnet, zoneOf } from "../ec2/subnet";
import { cidrsOf, demandVpc } from "../ec2/vpc";
import { demand, Refusal } from "../refusal";

/**
 * @returns the VPC of the cluster
 * @throws Refusal when the cluster could not be in these subnets, or would not be reached
 */
export function demandNetwork(inputs: Properties, cloud: Cloud): string {
  demandEndpoint(inputs);
  const subnets = texts(inputs, "vpcConfig.subnetIds").map((id) => demandSubnet(id, cloud));
  const [first] = subnets;
  const zones = new Set(subnets.map(zoneOf));
  if (!first || zones.size < 2)
    throw new Refusal("V2", "InvalidParameterException: Subnets specified must be in at least two different AZs");
  const vpcId = text(first.inputs, "vpcId");
  demand(
    subnets.every((one) => text(one.inputs, "vpcId") === vpcId),
    "V2",
    "InvalidParameterException: Subnets must be in one VPC",
  );
  const groups = texts(inputs, "vpcConfig.securityGroupIds");
  demand(groups.length <= 5, "E20", `InvalidParameterException: ${groups.length} security groups, the maximum is 5`);
  for (const group of groups) demandGroup(group, cloud, "E28");
  const service = text(inputs, "kubernetesNetworkConfig.serviceIpv4Cidr");
  const clash = cidrsOf(demandVpc(vpcId, cloud), cloud).find((block) => service !== "" && overlap(block, service));
  demand(
    clash === undefined,
    "E23",
    `InvalidParameterException: the service CIDR ${service} overlaps the VPC's ${clash}`,
  );
  demandIpFamily(inputs, subnets);
  const vpc = demandVpc(vpcId, cloud);
  demandRemoteNetworks(inputs, [...cidrsOf(vpc, cloud), ...(service === "" ? [] : [service])]);
  const resolves = flag(vpc.outputs, "enableDnsSupport") && flag(vpc.outputs, "enableDnsHostnames");
  demand(
    resolves || !flag(inputs, "vpcConfig.endpointPrivateAccess"),
    "V1",
    `the private endpoint would not resolve in ${vpcId}`,
  );
  return vpcId;
}

/** @throws Refusal V11 when a cluster of IPv6 has a subnet without, or states the range of services that EKS gives it */
function demandIpFamily(inputs: Properties, subnets: readonly CloudObject[]): void {
  if (text(inputs, "kubernetesNetworkConfig.ipFamily") !== "ipv6") return;
  demand(
    !given(inputs, "kubernetesNetworkConfig.serviceIpv4Cidr"),
    "V11",
    "InvalidParameterException: serviceIpv4Cidr cannot be stated for a cluster of IPv6",
  );
  for (const { id, inputs: its } of subnets)
    demand(given(its, "ipv6CidrBlock"), "V11", `InvalidParameterException: subnet ${id} has no IPv6 CIDR block`);
}

/** @throws Refusal E22 or E21 when hybrid nodes could not be told apart from others, or never join */
function demandRemoteNetworks(inputs: Properties, taken: readonly string[]): void {
  if (!given(inputs, "remoteNetworkConfig")) return;
  const invalid = (reason: string) => `InvalidParameterException: remoteNetworkConfig: ${reason}`;
  const [nodes, pods] = ["remoteNodeNetworks", "remotePodNetworks"].map((kind) =>
    texts(inputs, `remoteNetworkConfig.${kind}.cidrs`),
  );
  demand(nodes !== undefined && nodes.length > 0, "E22", invalid("remoteNodeNetworks is required"));
  const ranges = [...nodes, ...(pods ?? [])];
  demand(nodes.length <= 15 && (pods ?? []).length <= 15, "E22", invalid("at most 15 ranges of a kind"));
  for (const [index, range] of ranges.entries()) {
    const own = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((block) => contains(block, range));
    demand(isNetwork(range) && own, "E22", invalid(`${range} is no network of RFC 1918`));
    const other = [...ranges.slice(0, index), ...taken].find((one) => overlap(one, range));
    demand(other === undefined, "E22", invalid(`${range} overlaps ${other}`));
  }
  const both =
    at(inputs, "vpcConfig.endpointPublicAccess") !== false && flag(inputs, "vpcConfig.endpointPrivateAccess");
  demand(!both, "E21", "hybrid nodes would resolve the public addresses of the endpoint and never join");
  demand(
    text(inputs, "kubernetesNetworkConfig.ipFamily") !== "ipv6" &&
      text(inputs, "accessConfig.authenticationMode") !== "CONFIG_MAP",
    "E21",
    invalid("needs IPv4 and an authentication mode with the API"),
  );
}

/** @throws Refusal E20 when nobody could reach the API server, or a CIDR is none */
export function demandEndpoint(inputs: Properties): void {
  const open =
    at(inputs, "vpcConfig.endpointPublicAccess") !== false || flag(inputs, "vpcConfig.endpointPrivateAccess");
  demand(open, "E20", "InvalidParameterException: Private and public endpoint access cannot be false");
  for (const cidr of texts(inputs, "vpcConfig.publicAccessCidrs")) {
    demand(isNetwork(cidr), "E20", `"${cidr}" is not a network address`);
    const ipv6 = text(inputs, "kubernetesNetworkConfig.ipFamily") === "ipv6";
    demand(ipv6 || !cidr.includes(":"), "E20", `"${cidr}" is an IPv6 range of a cluster without IPv6`);
  }
}
