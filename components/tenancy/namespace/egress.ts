import { Address4, Address6 } from "ip-address";
import type { NamedNetworkPolicy } from "./network-policies";

/** A port, or a range of ports. */
export interface EgressPort {
  readonly port: number;
  /** Last port of a range that begins at `port`. Default that port alone. */
  readonly endPort?: number;
  /** Default `TCP`. */
  readonly protocol?: "TCP" | "UDP";
}

export interface EgressOpening {
  /** Name of the network policy. */
  readonly name: string;
  /** Ranges that are reached, of the cluster's own address family. */
  readonly cidrs: readonly string[];
  /** Ranges within those that stay closed. The instance metadata service always does. Default none. */
  readonly except?: readonly string[];
  readonly ports: readonly EgressPort[];
  /** Labels of the pods that may call. Default every pod of the namespace. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where instances tell of themselves, with the credentials of their role. */
const instanceMetadata = { ipv4: "169.254.169.254/32", ipv6: "fd00:ec2::254/128" } as const;

/** The most combinations of port and protocol that the VPC CNI enforces for one range. */
const mostPorts = 24;

/**
 * Lets pods of a namespace call addresses outside of it, never the instance metadata service.
 * Only ranges of the cluster's own family are written: the VPC CNI ignores rules of the other one, and an exception of
 * the other one makes it write broken entries, after which it enforces no further change of the policy.
 * @see https://github.com/aws/aws-network-policy-agent/issues/631
 */
export function egressOpening({ name, cidrs, except = [], ports, labels }: EgressOpening): NamedNetworkPolicy {
  const closed = [...Object.values(instanceMetadata), ...except];
  return {
    name,
    spec: {
      podSelector: labels === undefined ? {} : { matchLabels: { ...labels } },
      policyTypes: ["Egress"],
      egress: [
        {
          to: cidrs.map((cidr) => {
            const within = closed.filter((range) => range !== cidr && contains(cidr, range));
            return { ipBlock: { cidr, ...(within.length === 0 ? {} : { except: [...new Set(within)] }) } };
          }),
          ports: ports.map(({ protocol = "TCP", port, endPort }) => ({
            protocol,
            port,
            ...(endPort === undefined ? {} : { endPort }),
          })),
        },
      ],
    },
  };
}

/**
 * What Kubernetes or the VPC CNI would refuse in an opening, or what would open the metadata service: one sentence each.
 * @param ipFamily that of the cluster; left out, it is not looked at.
 */
export function egressProblems(
  { cidrs, except = [], ports }: EgressOpening,
  ipFamily?: "ipv4" | "ipv6",
): readonly { readonly path: readonly (string | number)[]; readonly message: string }[] {
  const stated = [
    ...cidrs.map((range, index) => ({ path: ["cidrs", index], range })),
    ...except.map((range, index) => ({ path: ["except", index], range })),
  ];
  return [
    ...stated.flatMap(({ path, range }) => familyProblems(path, range, ipFamily)),
    ...cidrs.flatMap((range, index) =>
      Object.values(instanceMetadata)
        .filter((metadata) => contains(metadata, range))
        .map((metadata) => ({
          path: ["cidrs", index],
          message: `"${range}" is the instance metadata service (${metadata}), which stays closed to pods; leave it out.`,
        })),
    ),
    ...except
      .map((range, index) => ({ range, index }))
      .filter(({ range }) => !cidrs.some((cidr) => cidr !== range && contains(cidr, range)))
      .map(({ range, index }) => ({
        path: ["except", index],
        message: `"${range}" does not lie within ${cidrs.map((cidr) => `"${cidr}"`).join(", ")} of "cidrs"; leave it out.`,
      })),
    ...ports.flatMap(({ port, endPort = port }, index) =>
      endPort < port
        ? [
            {
              path: ["ports", index, "endPort"],
              message: `${endPort} is less than ${port} of "port"; write ${port} or more.`,
            },
          ]
        : [],
    ),
    ...(ports.length > mostPorts
      ? [
          {
            path: ["ports"],
            message: `a list of ${ports.length} is more than the ${mostPorts} that the VPC CNI enforces for a range; write ranges with "endPort", or fewer.`,
          },
        ]
      : []),
  ];
}

/** Why a range is of no use in a cluster of the given family. */
export function familyProblems<Path>(
  path: Path,
  range: string,
  ipFamily: "ipv4" | "ipv6" | undefined,
): readonly { readonly path: Path; readonly message: string }[] {
  if (ipFamily === undefined || familyOf(range) === ipFamily) return [];
  const family = spelled[ipFamily];
  return [
    {
      path,
      message: `"${range}" is no ${family} range, and pods of this cluster have ${family} addresses only; leave it out.`,
    },
  ];
}

const spelled = { ipv4: "IPv4", ipv6: "IPv6" } as const;

function familyOf(range: string): "ipv4" | "ipv6" {
  return range.includes(":") ? "ipv6" : "ipv4";
}

/** Whether every address of the inner range belongs to the outer one. Ranges of two families have nothing in common. */
function contains(outer: string, inner: string): boolean {
  if (familyOf(outer) !== familyOf(inner)) return false;
  return familyOf(outer) === "ipv4"
    ? new Address4(inner).isInSubnet(new Address4(outer))
    : new Address6(inner).isInSubnet(new Address6(outer));
}
