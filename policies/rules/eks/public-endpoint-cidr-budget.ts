import { cidrUnion } from "../../engine/network/cidr-union";
import { clusterProperty } from "../../engine/clusters/cluster";
import type { Parameters } from "../../engine/parameters";
import type { Property } from "../../engine/values/property";
import { violation, type Rule } from "../../engine/rule";
import { and, not, type Truth } from "../../engine/values/truth";

export const publicEndpointCidrBudget: Rule = {
  id: "EKS-01",
  name: "public-endpoint-cidr-budget",
  title: "The public endpoint of the API server is closed, or open to few addresses",
  why: "Whoever can reach the API server can try stolen credentials and the next authentication bug on it.",
  fix: "List ranges that stay within the budget, or set endpointPublicAccess to false.",
  level: "mandatory",
  scope: "resource",
  references: {
    cis: ["5.4.1", "5.4.2"],
    fsbp: ["EKS.1"],
    soc2: ["CC6.6"],
    hipaa: ["312(a)(1)", "312(e)(1)"],
    nsa: ["Net"],
  },
  reads: {
    "aws:eks/cluster:Cluster": ["vpcConfig.endpointPublicAccess", "vpcConfig.publicAccessCidrs"],
    "eks:index:Cluster": ["endpointPublicAccess", "publicAccessCidrs"],
  },
  check(cluster, { parameters }) {
    const access = clusterProperty(cluster, "vpcConfig.endpointPublicAccess", "endpointPublicAccess");
    const isOn = not(access.isFalse());
    if (parameters.publicEndpointMaxAddresses === 0)
      return [
        violation(isOn, access, "The API server has a public endpoint, where only a private one is allowed.", {
          fix: "Set endpointPublicAccess to false.",
        }),
      ];
    const cidrs = clusterProperty(cluster, "vpcConfig.publicAccessCidrs", "publicAccessCidrs");
    const { excess, message } = excessOf(cidrs, parameters);
    return [
      violation(and(isOn, excess), cidrs, message, {
        fix: `List ranges whose union is at most ${parameters.publicEndpointMaxAddresses} addresses, or set endpointPublicAccess to false.`,
      }),
    ];
  },
};

/** Whether the ranges together let in more than the budget. */
function excessOf(cidrs: Property, parameters: Parameters): { readonly excess: Truth; readonly message: string } {
  const { known, open } = cidrs.elements();
  if (known.length === 0)
    return { excess: open ?? true, message: "The API server accepts every address, as EKS does where none is listed." };
  const malformed = known.find((entry) => cidrUnion([entry.text() ?? ""]).malformed.length > 0);
  if (malformed)
    return { excess: true, message: `The API server's list has ${malformed.shown()}, which is no CIDR block.` };
  const { ipv4, ipv6 } = cidrUnion(known.flatMap((entry) => entry.text() ?? []));
  const subnets = ipv6.addresses >> 64n;
  if (ipv4.coversFamily || ipv4.addresses > BigInt(parameters.publicEndpointMaxAddresses))
    return { excess: true, message: `The API server accepts ${ipv4.addresses} public IPv4 addresses.` };
  if (ipv6.coversFamily || ipv6.addresses > BigInt(parameters.publicEndpointMaxV6Subnets) << 64n)
    return { excess: true, message: `The API server accepts IPv6 addresses of ${subnets} networks of size /64.` };
  return { excess: open ?? false, message: "The API server may accept more addresses than allowed." };
}
