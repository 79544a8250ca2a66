import { z } from "zod";
import { releaseChannels } from "../../components/cluster/release-channel";
import { defaultKubernetesMinor, kubernetesMinor, kubernetesMinors } from "../../components/cluster/versions";
import { checked, type Report } from "./schema/checked";
import { serviceCidrProblem } from "../../components/network/vpc-cidrs";
import { overlap } from "../../components/network/cidr";
import { quoted } from "./schema/fields";
import { autoModeSchema } from "./nodes/scaling/auto-mode";
import { cidr, ipv4Cidr, isPrivate, privateRangesText } from "./schema/ranges";

const endpointFields = z
  .strictObject({
    publicAccess: z
      .boolean()
      .default(false)
      .describe("Whether the API server can be reached from the internet, by the ranges of publicAccessCidrs."),
    publicAccessCidrs: z
      .array(cidr("203.0.113.0/24"))
      .max(40)
      .default([])
      .describe("Ranges that reach the API server from the internet. The policies hold a budget for them."),
    privateAccessCidrs: z
      .array(ipv4Cidr("10.100.0.0/16"))
      .default([])
      .describe("Ranges that reach the private endpoint beside nodes and pods: the runner that deploys, a VPN."),
  })
  .describe("How the API server is reached. Nodes and pods reach it in any case.");

const endpointSchema = checked(endpointFields, { reads: ["publicAccess", "publicAccessCidrs"], check: publicEndpoint });

function publicEndpoint({ publicAccess, publicAccessCidrs }: z.infer<typeof endpointFields>, report: Report): void {
  if (publicAccess && publicAccessCidrs.length === 0)
    report(
      ["publicAccessCidrs"],
      '[] names no range although "publicAccess" is true, and AWS would open the endpoint to 0.0.0.0/0; name the ranges of your offices and runners, such as ["203.0.113.0/24"].',
    );
  if (!publicAccess && publicAccessCidrs.length > 0)
    report(
      ["publicAccess"],
      `false contradicts ${quoted(publicAccessCidrs)} of "publicAccessCidrs"; write true, or leave the ranges out.`,
    );
  publicAccessCidrs.forEach((range, index) => {
    if (!range.includes(":") && isPrivate(range))
      report(
        ["publicAccessCidrs", index],
        `${quoted(range)} is a private range, which never reaches a public endpoint; write the public addresses behind it.`,
      );
  });
}

const remoteFields = z
  .strictObject({
    nodeCidrs: z
      .array(ipv4Cidr("192.168.0.0/20"))
      .min(1)
      .max(15)
      .describe("Private ranges (RFC 1918) of the nodes outside AWS, from /8 to /32."),
    podCidrs: z
      .array(ipv4Cidr("192.168.16.0/20"))
      .max(15)
      .default([])
      .describe("Private ranges (RFC 1918) of the pods on those nodes."),
  })
  .describe("Networks of hybrid nodes, which run outside AWS.");

const remoteNetworksSchema = checked(remoteFields, { reads: ["nodeCidrs", "podCidrs"], check: remoteRanges });

function remoteRanges({ nodeCidrs, podCidrs }: z.infer<typeof remoteFields>, report: Report): void {
  const ranges = [
    ...nodeCidrs.map((range, index) => ({ range, path: ["nodeCidrs", index] })),
    ...podCidrs.map((range, index) => ({ range, path: ["podCidrs", index] })),
  ];
  ranges.forEach(({ range, path }, position) => {
    if (!isPrivate(range)) report(path, `${quoted(range)} is not within ${privateRangesText}; write a private range.`);
    const twin = ranges.slice(0, position).find((other) => overlap(other.range, range));
    if (twin !== undefined)
      report(
        path,
        `${quoted(range)} overlaps ${quoted(twin.range)} of "${twin.path.join(".")}"; write a range beside it.`,
      );
  });
}

const fields = z
  .strictObject({
    kubernetesVersion: z
      .string()
      .transform((text, context) => {
        try {
          return kubernetesMinor(text);
        } catch (error) {
          context.addIssue(error instanceof Error ? error.message : String(error));
          return z.NEVER;
        }
      })
      .prefault(defaultKubernetesMinor)
      .meta({ enum: [...kubernetesMinors], examples: [defaultKubernetesMinor] })
      .describe("Kubernetes minor, in quotes (a bare 1.30 would be read as 1.3). One minor up at a time, never down."),
    endpoint: endpointSchema.prefault({}),
    serviceCidr: ipv4Cidr("172.20.0.0/16")
      .optional()
      .describe(
        "Private IPv4 range of services, from /12 to /24, outside the VPC and everything it is connected to. 172.20.0.0/16 where it is left out; with IPv6 EKS chooses. It can never be changed.",
      ),
    supportType: z
      .enum(["STANDARD", "EXTENDED"])
      .default("STANDARD")
      .describe(
        "What happens at the end of standard support: AWS upgrades the control plane, or it is kept for a year at six times the price.",
      ),
    releaseChannel: z
      .enum(releaseChannels)
      .default("none")
      .describe(
        "How the stack follows Kubernetes: by hand, to a minor that has been on EKS for 90 days, or to the newest whose add-ons are known. The upgrade is a change of this file that a workflow proposes (docs/upgrades.md).",
      ),
    networkPolicies: z
      .enum(["standard", "strict"])
      .default("standard")
      .describe(
        "What a pod may do in the seconds before its network policies reach its node: everything, or nothing. See docs/tenancy.md before choosing strict.",
      ),
    controlPlaneTier: z
      .enum(["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"])
      .default("standard")
      .describe("Provisioned capacity of the control plane. The tiers above standard are charged by the hour."),
    zonalShift: z
      .boolean()
      .default(true)
      .describe("Whether traffic may be shifted away from an impaired zone, by hand or by AWS."),
    dnsReplicas: z
      .strictObject({
        min: z.int().min(2).max(1000).default(2).describe("Fewest pods of CoreDNS."),
        max: z.int().min(2).max(1000).default(10).describe("Most pods of CoreDNS: EKS adds them with nodes and cores."),
      })
      .prefault({})
      .describe("Pods that resolve names."),
    remoteNetworks: remoteNetworksSchema.optional(),
    autoMode: autoModeSchema.optional(),
    leavesAutoMode: z
      .boolean()
      .default(false)
      .describe(
        "Whether Auto Mode, in which this cluster has run, is switched off: leaving autoMode out alone keeps it on. See docs/auto-mode.md.",
      ),
  })
  .describe("The control plane.");

/** The control plane. */
export const clusterSchema = checked(
  fields,
  { reads: ["serviceCidr"], check: serviceRange },
  { reads: ["endpoint", "remoteNetworks"], check: hybridEndpoint },
  { reads: ["dnsReplicas"], check: replicas },
  { reads: ["autoMode", "leavesAutoMode"], check: oneWay },
  { reads: ["releaseChannel", "supportType"], check: channelSupport },
);

function serviceRange({ serviceCidr }: z.infer<typeof fields>, report: Report): void {
  const problem = serviceCidr === undefined ? undefined : serviceCidrProblem("serviceCidr", serviceCidr, []);
  if (problem !== undefined) report(["serviceCidr"], problem.replace("serviceCidr ", ""));
}

function hybridEndpoint({ endpoint, remoteNetworks }: z.infer<typeof fields>, report: Report): void {
  if (remoteNetworks !== undefined && endpoint.publicAccess)
    report(
      ["endpoint", "publicAccess"],
      'true does not go with "remoteNetworks": hybrid nodes would resolve public addresses and never join; write false.',
    );
}

function oneWay({ autoMode, leavesAutoMode }: z.infer<typeof fields>, report: Report): void {
  if (leavesAutoMode && autoMode !== undefined)
    report(["leavesAutoMode"], 'true is meant although "autoMode" is given; leave one of the two out.');
}

function replicas({ dnsReplicas: { min, max } }: z.infer<typeof fields>, report: Report): void {
  if (min > max)
    report(["dnsReplicas", "min"], `${min} is greater than ${max} of "max"; write at most ${max}, or raise "max".`);
}

function channelSupport({ releaseChannel, supportType }: z.infer<typeof fields>, report: Report): void {
  if (releaseChannel !== "none" && supportType === "EXTENDED")
    report(
      ["supportType"],
      `"EXTENDED" keeps an old minor at six times the price, and "releaseChannel" ${quoted(releaseChannel)} leaves none behind; write "STANDARD", or put the stack on channel "none".`,
    );
}
