import { Address4, Address6 } from "ip-address";

/** Why a text is no IPv4 network in CIDR notation, as a sentence that starts with its path; undefined when it is one. */
export function cidrProblem(path: string, cidr: string): string | undefined {
  if (!Address4.isValid(cidr) || !cidr.includes("/")) {
    return `${path} "${cidr}" is not an IPv4 CIDR block; write an address and a prefix length, such as "10.0.0.0/16".`;
  }
  const network = new Address4(cidr).networkForm();
  return network === cidr ? undefined : `${path} "${cidr}" is not a network address; write "${network}".`;
}

/** The prefix length: 16 of `10.0.0.0/16`. */
export function prefixLength(cidr: string): number {
  return new Address4(cidr).subnetMask;
}

/** How many addresses a prefix length leaves: 65,536 for 16. */
export function addressCount(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Whether every address of the inner block belongs to the outer one. */
export function contains(outer: string, inner: string): boolean {
  return new Address4(inner).isInSubnet(new Address4(outer));
}

/** Whether two blocks share an address. Of two CIDR blocks that do, one contains the other. */
export function overlap(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

/**
 * The block of the given prefix length at an index within a larger one: `subnetAt("10.0.0.0/16", 19, 1)` is `10.0.32.0/19`.
 * @throws when the larger block has no such part.
 */
export function subnetAt(cidr: string, prefix: number, index: number): string {
  const parts = 2 ** (prefix - prefixLength(cidr));
  if (!Number.isInteger(parts) || index < 0 || index >= parts) {
    throw new RangeError(`"${cidr}" has no block /${String(prefix)} at index ${String(index)}.`);
  }
  const first = new Address4(cidr).startAddress().offset(index * addressCount(prefix));
  return `${first.correctForm()}/${String(prefix)}`;
}

/**
 * A /64 of an IPv6 block, by index: `ipv6SubnetAt("2001:db8:0:ff00::/56", 3)` is `2001:db8:0:ff03::/64`.
 * @throws when the block has no such part.
 */
export function ipv6SubnetAt(block: string, index: number): string {
  const { subnetMask } = new Address6(block);
  if (subnetMask > 64 || index < 0 || index >= 2 ** (64 - subnetMask)) {
    throw new RangeError(`"${block}" has no block /64 at index ${String(index)}.`);
  }
  const first = new Address6(block).startAddress().offset(BigInt(index) << 64n);
  return `${first.correctForm()}/64`;
}
