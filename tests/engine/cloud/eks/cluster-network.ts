import { at, flag, text, texts, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import { isNetwork, overlap, usableAddresses } from "../ec2/cidr";
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
  for (const one of subnets)
    demand(usableAddresses(text(one.inputs, "cidrBlock")) >= 6, "V3", `InsufficientFreeAddresses: subnet ${one.id}`);
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
  const vpc = demandVpc(vpcId, cloud);
  const resolves = flag(vpc.outputs, "enableDnsSupport") && flag(vpc.outputs, "enableDnsHostnames");
  demand(
    resolves || !flag(inputs, "vpcConfig.endpointPrivateAccess"),
    "V1",
    `the private endpoint would not resolve in ${vpcId}`,
  );
  return vpcId;
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
