import type { InstanceType } from "../instances/instance-types";

/** What the VPC CNI is told about addresses. */
export interface AddressSettings {
  /** Whether an interface gets prefixes of 16 addresses instead of single ones. */
  readonly prefixDelegation: boolean;
  /** Whether pods get their addresses from other subnets, which costs the first interface. Default false. */
  readonly customNetworking?: boolean;
}

/** Addresses of a prefix, which is a /28. */
const addressesPerPrefix = 16;

/** The most pods that Kubernetes is tested with on a node, below and from 30 vCPUs. */
const cap = ({ vcpus }: InstanceType): number => (vcpus < 30 ? 110 : 250);

/**
 * The pods that a node has addresses for. The first address of an interface is its own, and two pods of every node,
 * the VPC CNI and kube-proxy, use the node's address.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export function podAddresses(
  type: InstanceType,
  { prefixDelegation, customNetworking = false }: AddressSettings,
): number {
  const interfaces = type.interfaces - (customNetworking ? 1 : 0);
  const perInterface = (type.ipv4PerInterface - 1) * (prefixDelegation ? addressesPerPrefix : 1);
  return interfaces * perInterface + 2;
}

/**
 * The number of pods that EKS gives to the nodes of managed groups: what there are addresses for, but never more than 110,
 * or 250 from 30 vCPUs on.
 */
export function maxPods(type: InstanceType, settings: AddressSettings): number {
  return Math.min(podAddresses(type, settings), cap(type));
}
