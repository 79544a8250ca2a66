import { Address4, Address6 } from "ip-address";

/** The first and the last address of an IPv4 CIDR. */
interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** @throws AddressError when it is no CIDR */
function rangeOf(cidr: string): Range {
  const address = new Address4(cidr);
  return { first: address.startAddress().bigInt(), last: address.endAddress().bigInt() };
}

export function overlap(left: string, right: string): boolean {
  const [one, other] = [rangeOf(left), rangeOf(right)];
  return one.first <= other.last && other.first <= one.last;
}

export function contains(outer: string, inner: string): boolean {
  const [out, within] = [rangeOf(outer), rangeOf(inner)];
  return out.first <= within.first && within.last <= out.last;
}

/** Whether the text is a CIDR, of either family, that starts at its network address. */
export function isNetwork(cidr: string): boolean {
  const Address = cidr.includes(":") ? Address6 : Address4;
  if (!Address.isValid(cidr) || !cidr.includes("/")) return false;
  const address = new Address(cidr);
  return address.startAddress().correctForm() === address.correctForm();
}

export function prefixLengthOf(cidr: string): number {
  return Number(cidr.split("/")[1] ?? "32");
}
