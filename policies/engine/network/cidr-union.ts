import { Address4, Address6 } from "ip-address";

/** A range of addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** What a set of ranges of one family amounts to, each address counted once. */
export interface FamilyUnion {
  readonly ranges: readonly AddressRange[];
  readonly addresses: bigint;
  /** Whether nothing of the family is left out, in however many pieces it is written. */
  readonly coversFamily: boolean;
}

export interface CidrUnion {
  readonly ipv4: FamilyUnion;
  readonly ipv6: FamilyUnion;
  /** The entries that are not CIDR blocks, as written. */
  readonly malformed: readonly string[];
}

const bits = { 4: 32n, 6: 128n } as const;
const mappedIpv4 = 0xffffn << 32n;

/** What has been parsed: rules compare the same few blocks again and again. */
const parsed = new Map<string, AddressRange | undefined>();

/** Space that nobody routes on the internet. */
const privateSpace = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"].flatMap(
  (cidr) => parseCidr(cidr) ?? [],
);

/**
 * The addresses of a CIDR block, host bits cleared; undefined when it is malformed: octets with leading zeros, a prefix
 * that is missing, out of range or padded, a zone. IPv4-mapped IPv6 counts as IPv4.
 */
export function parseCidr(text: string): AddressRange | undefined {
  if (!parsed.has(text)) parsed.set(text, readCidr(text));
  return parsed.get(text);
}

function readCidr(text: string): AddressRange | undefined {
  const [, address = "", prefix = ""] = /^([0-9a-f:.]+)\/(0|[1-9]\d{0,2})$/i.exec(text.trim()) ?? [];
  if (address === "") return undefined;
  try {
    if (!address.includes(":")) {
      const block = new Address4(`${address}/${prefix}`);
      return { family: 4, first: block.startAddress().bigInt(), last: block.endAddress().bigInt() };
    }
    const block = new Address6(`${address}/${prefix}`);
    const [first, last] = [block.startAddress().bigInt(), block.endAddress().bigInt()];
    return first >= mappedIpv4 && last < mappedIpv4 + (1n << 32n)
      ? { family: 4, first: first - mappedIpv4, last: last - mappedIpv4 }
      : { family: 6, first, last };
  } catch {
    return undefined;
  }
}

/** The union of CIDR blocks per family: it counts, never the single entry. */
export function cidrUnion(cidrs: Iterable<string>): CidrUnion {
  const malformed: string[] = [];
  const ranges: AddressRange[] = [];
  for (const cidr of cidrs) {
    const range = parseCidr(cidr);
    if (range) ranges.push(range);
    else malformed.push(cidr);
  }
  return { ipv4: familyUnion(ranges, 4), ipv6: familyUnion(ranges, 6), malformed };
}

/**
 * Whether a set of sources is open: it covers a family, or outside private space it has at least
 * `openSourceAddresses` IPv4 addresses or an IPv6 range of /32 or wider. Malformed entries do not count.
 */
export function isOpen(cidrs: Iterable<string>, openSourceAddresses: number): boolean {
  return areOpen(
    [...cidrs].flatMap((cidr) => parseCidr(cidr) ?? []),
    openSourceAddresses,
  );
}

/** {@link isOpen} of ranges. */
export function areOpen(ranges: readonly AddressRange[], openSourceAddresses: number): boolean {
  const [ipv4, ipv6] = [familyUnion(ranges, 4), familyUnion(ranges, 6)];
  if (ipv4.coversFamily || ipv6.coversFamily) return true;
  const publicIpv4 = publicPart(ipv4.ranges);
  const publicIpv6 = publicPart(ipv6.ranges);
  return (
    publicIpv4.reduce((sum, range) => sum + size(range), 0n) >= BigInt(openSourceAddresses) ||
    publicIpv6.some((range) => size(range) >= 1n << 96n)
  );
}

/** What is left of ranges outside private space. */
export function publicPart(ranges: readonly AddressRange[]): readonly AddressRange[] {
  return ranges.flatMap((range) => outside(range, privateSpace));
}

/** The addresses of a block without those of its exceptions; none when the block is malformed. */
export function cidrWithout(cidr: string, exceptions: Iterable<string>): readonly AddressRange[] {
  const range = parseCidr(cidr);
  return range
    ? outside(
        range,
        [...exceptions].flatMap((exception) => parseCidr(exception) ?? []),
      )
    : [];
}

/** Whether every address of the inner block lies in the outer one; false when one of them is malformed. */
export function cidrContains(outer: string, inner: string): boolean {
  const [around, within] = [parseCidr(outer), parseCidr(inner)];
  if (!around || around.family !== within?.family) return false;
  return around.first <= within.first && within.last <= around.last;
}

function familyUnion(all: readonly AddressRange[], family: 4 | 6): FamilyUnion {
  const merged: AddressRange[] = [];
  const sorted = all.filter((range) => range.family === family).sort((a, b) => (a.first < b.first ? -1 : 1));
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous && range.first <= previous.last + 1n)
      merged[merged.length - 1] = { ...previous, last: range.last > previous.last ? range.last : previous.last };
    else merged.push(range);
  }
  const addresses = merged.reduce((sum, range) => sum + size(range), 0n);
  return { ranges: merged, addresses, coversFamily: addresses === 1n << bits[family] };
}

/** What is left of a range without the holes. */
function outside(range: AddressRange, holes: readonly AddressRange[]): readonly AddressRange[] {
  let left: readonly AddressRange[] = [range];
  for (const hole of holes)
    left = left.flatMap((piece) => {
      if (hole.family !== piece.family || hole.last < piece.first || hole.first > piece.last) return [piece];
      const before = { ...piece, last: hole.first - 1n };
      const after = { ...piece, first: hole.last + 1n };
      return [before, after].filter(({ first, last }) => first <= last);
    });
  return left;
}

function size({ first, last }: AddressRange): bigint {
  return last - first + 1n;
}
