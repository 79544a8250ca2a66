import { Address4, Address6 } from "ip-address";
import { z } from "zod";

/** A value as a message quotes it. */
export const quoted = (value: unknown): string => JSON.stringify(value) ?? "nothing";

/** Text of a form: the message quotes the value and gives an example of the form. */
export function textLike(pattern: RegExp, what: string, example: string): z.ZodString {
  return z.string().regex(pattern, {
    error: ({ input }) => `${quoted(input)} is not ${what}; write, for example, ${quoted(example)}.`,
  });
}

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

/** The name of a part of the platform: it ends up in names that AWS and Kubernetes limit to lower case. */
export const partName = (maximum: number, example: string): z.ZodString =>
  textLike(
    new RegExp(`^[a-z]([a-z0-9-]{0,${maximum - 2}}[a-z0-9])?$`),
    `a name of at most ${maximum} lower-case letters, digits and hyphens that begins with a letter`,
    example,
  );

/** The ARN of an IAM role, with its path if it has one. */
export const roleArn = (): z.ZodString =>
  textLike(
    /^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/,
    "the ARN of an IAM role (sessions and users cannot be meant)",
    "arn:aws:iam::111122223333:role/deployer",
  );

/** The periods that CloudWatch Logs accepts, in days. */
export const retentionDays = z.literal([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);
