import { Address4, Address6 } from "ip-address";
import { z } from "zod";
import { contains } from "../../../components/network/cidr";
import { quoted } from "./fields";

const octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ipv4Range = new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?[0-9])$`);
const isIpv4Range = (value: string): boolean => ipv4Range.test(value);
const isIpv6Range = (value: string): boolean => z.cidrv6().safeParse(value).success;

/** An IPv4 range that begins at its network address: AWS refuses others, or changes them silently. */
export const ipv4Cidr = (example: string): z.ZodString => range("an IPv4 range", isIpv4Range, example);

/** An IPv4 or IPv6 range that begins at its network address. */
export const cidr = (example: string): z.ZodString =>
  range("an IPv4 or IPv6 range", (value) => isIpv4Range(value) || isIpv6Range(value), example);

function range(what: string, fits: (value: string) => boolean, example: string): z.ZodString {
  return z
    .string()
    .superRefine((value, context) => {
      if (!fits(value)) {
        context.addIssue(`${quoted(value)} is not ${what} in CIDR notation; write, for example, ${quoted(example)}.`);
        return;
      }
      const network = (value.includes(":") ? new Address6(value) : new Address4(value)).networkForm();
      if (network !== value)
        context.addIssue(`${quoted(value)} does not begin at its network address; write ${quoted(network)}.`);
    })
    .meta({ examples: [example] });
}

/** The private ranges of RFC 1918, as messages list them. */
export const privateRangesText = "10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";

/** Whether an IPv4 range is private by RFC 1918, all of it. */
export function isPrivate(cidr: string): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((range) => contains(range, cidr));
}
