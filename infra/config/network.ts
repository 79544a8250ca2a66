import { z } from "zod";
import { checked, type Report } from "./checked";
import { contains, isPrivate, prefixLength, privateRangesText } from "./ranges";
import { ipv4Cidr, quoted } from "./fields";

/** The services that an interface endpoint can be asked for, by the last part of the endpoint's name. */
export const interfaceEndpoints = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticfilesystem",
  "elasticloadbalancing",
  "guardduty-data",
  "kms",
  "logs",
  "monitoring",
  "aps-workspaces",
  "secretsmanager",
  "sqs",
  "ssm",
  "ssmmessages",
  "sts",
  "xray",
] as const;

/** Without a way out, nodes reach these services through endpoints or not at all: they could not even join. */
const neededWithoutNat: readonly InterfaceEndpoint[] = [
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "logs",
  "sts",
];

export type InterfaceEndpoint = (typeof interfaceEndpoints)[number];

const fields = z
  .strictObject({
    cidr: ipv4Cidr("10.0.0.0/16")
      .default("10.0.0.0/16")
      .describe("IPv4 range of the VPC: private (RFC 1918), from /16 to /28. It can never be changed."),
    availabilityZones: z
      .int()
      .min(2)
      .max(6)
      .default(3)
      .describe("Number of availability zones. More can be added later without moving a subnet."),
    natGateways: z
      .enum(["none", "single", "perAz"])
      .default("perAz")
      .describe(
        "How private subnets reach the internet: a gateway per zone, one for all zones (cheaper, and lost with its zone), or not at all.",
      ),
    podCidr: ipv4Cidr("100.64.0.0/16")
      .optional()
      .describe(
        "IPv4 range of pods within 100.64.0.0/10, from /16 to /28. Pods share the subnets of nodes where it is left out.",
      ),
    ipv6: z
      .boolean()
      .default(false)
      .describe("Whether pods and services have IPv6 addresses. It can be decided only when the cluster is created."),
    interfaceEndpoints: z
      .array(z.enum(interfaceEndpoints))
      .optional()
      .describe(
        `AWS services that are reached inside the VPC, each at about 7 US dollars per zone and month. Left out: ecr.api, ecr.dkr and sts; without NAT gateways ${neededWithoutNat.join(", ")}. S3 and DynamoDB are always reached inside the VPC, at no cost.`,
      ),
    flowLogs: z
      .enum(["all", "rejected"])
      .default("all")
      .describe("Which connections are recorded: all of them, or those that were rejected."),
  })
  .describe("The VPC, its ways in and out, and what it records.");

type NetworkFields = z.infer<typeof fields>;

/** The VPC, its ways in and out, and what it records. */
export const networkSchema = checked(
  fields,
  { reads: ["cidr"], check: primaryRange },
  { reads: ["podCidr", "ipv6"], check: podRange },
  { reads: ["natGateways", "interfaceEndpoints"], check: endpointsWithoutNat },
);

function primaryRange({ cidr }: NetworkFields, report: Report): void {
  if (!isPrivate(cidr))
    report(["cidr"], `${quoted(cidr)} is not within ${privateRangesText}; write a range of one of them.`);
  vpcSize("cidr", cidr, report);
}

function podRange({ podCidr, ipv6 }: NetworkFields, report: Report): void {
  if (podCidr === undefined) return;
  if (!contains("100.64.0.0/10", podCidr))
    report(["podCidr"], `${quoted(podCidr)} is not within 100.64.0.0/10; write, for example, "100.64.0.0/16".`);
  vpcSize("podCidr", podCidr, report);
  if (ipv6)
    report(
      ["podCidr"],
      `${quoted(podCidr)} is given although "ipv6" is true, and pods have IPv6 addresses then; leave one of the two out.`,
    );
}

function vpcSize(field: string, cidr: string, report: Report): void {
  const length = prefixLength(cidr);
  if (length < 16 || length > 28)
    report(
      [field],
      `${quoted(cidr)} is a /${length}, and a VPC takes ranges from /16 to /28; write a range of such a size.`,
    );
}

function endpointsWithoutNat({ natGateways, interfaceEndpoints }: NetworkFields, report: Report): void {
  if (natGateways !== "none" || interfaceEndpoints === undefined) return;
  const missing = neededWithoutNat.filter((service) => !interfaceEndpoints.includes(service));
  if (missing.length > 0)
    report(
      ["interfaceEndpoints"],
      `${missing.map(quoted).join(", ")} ${missing.length === 1 ? "is" : "are"} missing although "natGateways" is "none", and nodes could not join; add ${missing.length === 1 ? "it" : "them"}, or leave the list out.`,
    );
}

/** The interface endpoints of a network: those that are listed, or the fewest that its way out calls for. */
export function endpointsOf({ natGateways, interfaceEndpoints }: NetworkFields): readonly InterfaceEndpoint[] {
  return interfaceEndpoints ?? (natGateways === "none" ? neededWithoutNat : ["ecr.api", "ecr.dkr", "sts"]);
}
