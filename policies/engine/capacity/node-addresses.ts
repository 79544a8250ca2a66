import type { InstanceFacts } from "../../knowledge/capacity/instance-types";

/** How the VPC CNI takes addresses for the pods of a node. */
export interface AddressSettings {
  /** Whether an interface gets prefixes of 16 addresses (a /28) instead of single ones. */
  readonly prefixDelegation: boolean;
  /** Whether pods have addresses of other subnets than their node, so that its first interface serves none. */
  readonly customNetworking: boolean;
  /** Whether pods have IPv6 addresses, of a /80 that a node gets whole. */
  readonly ipv6: boolean;
  /** Prefixes and interfaces that a node keeps in reserve. Default one of each. */
  readonly warmPrefixes?: number;
  readonly warmInterfaces?: number;
  /** Single addresses in reserve, which stand in the place of both. */
  readonly warmAddresses?: number;
}

/** What a node takes when it is full of pods. */
export interface NodeAddresses {
  /** IPv4 addresses of the subnet that it stands in. */
  readonly node: number;
  /** IPv4 addresses of the subnet of its pods, where that is another one. */
  readonly pods: number;
  readonly interfaces: number;
}

/** Addresses of a prefix. */
const prefixSize = 16;

/** VPC CNI and kube-proxy use the address of their node. */
const podsOnHostNetwork = 2;

/**
 * The most pods that EKS lets a node of a managed group run: as many as it has addresses for, and at most 110, or 250 from
 * 30 vCPUs on.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export function usualMaxPods(type: InstanceFacts, settings: AddressSettings): number {
  const cap = type.vcpus < 30 ? 110 : 250;
  if (settings.ipv6) return cap;
  const slots = usableInterfaces(type, settings) * (type.ipv4PerInterface - 1);
  return Math.min(slots * (settings.prefixDelegation ? prefixSize : 1) + podsOnHostNetwork, cap);
}

/**
 * The addresses that a node takes with as many pods as it may run, reserve included.
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/prefix-and-ip-target.md
 */
export function nodeAddresses(type: InstanceFacts, settings: AddressSettings, maxPods: number): NodeAddresses {
  if (settings.ipv6) return { node: 1, pods: 0, interfaces: 1 };
  const most = usableInterfaces(type, settings);
  const perInterface = type.ipv4PerInterface - 1;
  const wanted = Math.max(0, maxPods - podsOnHostNetwork);
  const { interfaces, addresses } = settings.prefixDelegation
    ? byPrefix(wanted, most, perInterface, settings)
    : byAddress(wanted, most, perInterface, settings);
  return settings.customNetworking
    ? { node: 1, pods: addresses, interfaces: interfaces + 1 }
    : { node: addresses, pods: 0, interfaces };
}

function usableInterfaces({ interfaces }: InstanceFacts, { customNetworking }: AddressSettings): number {
  return customNetworking ? interfaces - 1 : interfaces;
}

function byPrefix(
  wanted: number,
  most: number,
  perInterface: number,
  { warmPrefixes = 1, warmAddresses }: AddressSettings,
) {
  const prefixes = Math.min(
    warmAddresses === undefined
      ? Math.ceil(wanted / prefixSize) + warmPrefixes
      : Math.ceil((wanted + warmAddresses) / prefixSize),
    most * perInterface,
  );
  const interfaces = Math.max(1, Math.ceil(prefixes / perInterface));
  return { interfaces, addresses: prefixes * prefixSize + interfaces };
}

/** An interface comes with all of its addresses, unless single ones are kept in reserve. */
function byAddress(
  wanted: number,
  most: number,
  perInterface: number,
  { warmInterfaces = 1, warmAddresses }: AddressSettings,
) {
  const needed = Math.min(Math.max(1, Math.ceil((wanted + (warmAddresses ?? 0)) / perInterface)), most);
  if (warmAddresses !== undefined)
    return {
      interfaces: needed,
      addresses: Math.min(wanted + warmAddresses, most * perInterface) + needed,
    };
  const interfaces = Math.min(needed + warmInterfaces, most);
  return { interfaces, addresses: interfaces * (perInterface + 1) };
}
