import { Address4, Address6 } from "ip-address";

const address = (cidr: string): Address4 | Address6 => (cidr.includes(":") ? new Address6(cidr) : new Address4(cidr));

/** Whether the first range holds all of the second. Ranges of different families never do. */
export function contains(outer: string, inner: string): boolean {
  const [o, i] = [address(outer), address(inner)];
  if (o instanceof Address4) return i instanceof Address4 && i.isInSubnet(o);
  return i instanceof Address6 && i.isInSubnet(o);
}

/** Whether two ranges share an address: ranges in CIDR notation do only where one holds the other. */
export function overlaps(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

/** The number after the slash. */
export function prefixLength(cidr: string): number {
  return address(cidr).subnetMask;
}

/** The private ranges of RFC 1918, as messages list them. */
export const privateRangesText = "10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";

/** Whether an IPv4 range is private by RFC 1918, all of it. */
export function isPrivate(cidr: string): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((range) => contains(range, cidr));
}
