import { z } from "zod";
import { interfaceEndpointServices } from "../../components/network/endpoints/services";
import { subnetPlanProblems } from "../../components/network/subnet-plan";
import { checked, type Report } from "./schema/checked";
import { quoted, textLike } from "./schema/fields";
import { ipv4Cidr, isPrivate, privateRangesText } from "./schema/ranges";

const selections = ["none", "nodes", "all"] as const;

const fields = z
  .strictObject({
    cidr: ipv4Cidr("10.0.0.0/16")
      .default("10.0.0.0/16")
      .describe(
        "IPv4 range of the VPC: private (RFC 1918), from /16 to /22. Six zones have room in it. It can never be changed.",
      ),
    availabilityZones: z
      .int()
      .min(2)
      .max(6)
      .default(3)
      .describe(
        "Number of availability zones. From three on, more can be added later without moving a subnet; the control plane keeps to the first three, which can never change.",
      ),
    nat: z
      .enum(["none", "single", "perAz"])
      .default("perAz")
      .describe(
        "How private subnets reach the internet: not at all, through one gateway for all zones (cheaper, and lost with its zone), or through one in each.",
      ),
    podCidr: ipv4Cidr("100.64.0.0/16")
      .optional()
      .describe(
        "IPv4 range of pods, best from 100.64.0.0/10, from /13 to /25. Pods share the subnets of nodes where it is left out.",
      ),
    ipv6: z
      .boolean()
      .default(false)
      .describe("Whether pods and services have IPv6 addresses. It can be decided only when the cluster is created."),
    endpoints: z
      .union([z.enum(selections), z.array(z.enum(interfaceEndpointServices))], {
        error: ({ input }) => selection(input),
      })
      .optional()
      .describe(
        'AWS services that are reached inside the VPC, each at about 7 US dollars a month and zone: "none", what "nodes" need, "all", or a list. Left out: all that the platform needs without NAT, else ecr.api, ecr.dkr and sts. S3 and DynamoDB are always reached inside the VPC, at no cost.',
      ),
    trustedAccounts: z
      .array(textLike(/^[0-9]{12}$/, "an account id of twelve digits, in quotes", "444455556666"))
      .default([])
      .describe("Other accounts whose roles pods assume: their principals may use the endpoints as well."),
  })
  .describe("The VPC, its ways in and out, and what it records.");

type NetworkFields = z.infer<typeof fields>;

/** The VPC, its ways in and out, and what it records. */
export const networkSchema = checked(
  fields,
  { reads: ["cidr", "podCidr"], check: subnets },
  { reads: ["podCidr", "ipv6"], check: podFamily },
);

function selection(input: unknown): string {
  const services: readonly unknown[] = Array.isArray(input) ? input : [input];
  const known: readonly unknown[] = Array.isArray(input) ? interfaceEndpointServices : selections;
  return `${services
    .filter((service) => !known.includes(service))
    .map(quoted)
    .join(
      ", ",
    )} is none of ${known.map(quoted).join(", ")}; write ${Array.isArray(input) ? "those" : "one of them, or a list of services such as"} ${quoted(["ecr.api", "ecr.dkr", "sts"])}.`;
}

/** The plan keeps room for six zones, so it fits or not whichever zones the region turns out to have. */
function subnets({ cidr, podCidr }: NetworkFields, report: Report): void {
  if (!isPrivate(cidr))
    report(["cidr"], `${quoted(cidr)} is not within ${privateRangesText}; write a range of one of them.`);
  for (const problem of subnetPlanProblems({ cidr, podCidr, availabilityZones: ["eu-west-1a", "eu-west-1b"] })) {
    const [, field = "", rest = problem] = /^(cidr|podCidr) (".*)$/s.exec(problem) ?? [];
    report([field], rest);
  }
}

function podFamily({ podCidr, ipv6 }: NetworkFields, report: Report): void {
  if (podCidr !== undefined && ipv6)
    report(
      ["podCidr"],
      `${quoted(podCidr)} is given although "ipv6" is true, and pods have IPv6 addresses then; leave one of the two out.`,
    );
}
