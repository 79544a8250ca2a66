import * as aws from "@pulumi/aws";
import type { Location } from "../components/arn";
import { mistakes, type Config } from "./config";

/** Where the platform is built, by whom, and with what tags. */
export interface Surroundings {
  readonly aws: aws.Provider;
  /** Plain, so that ARNs made of it are known at preview. */
  readonly location: Location;
  /** Names of the zones, as many as the configuration asks for. */
  readonly availabilityZones: readonly string[];
  /** The IAM role that runs this program. */
  readonly deployerRoleArn: string;
  /** What the provider tags every resource with. Instances, volumes and their interfaces have to be given it. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Asks AWS where and as whom this program runs. The answers are plain values: nothing that exists depends on them.
 * @throws pulumi.RunError when the region has fewer zones than the configuration asks for, or the caller is no role.
 */
export async function findSurroundings(config: Config): Promise<Surroundings> {
  const tags = tagsOf(config);
  const provider = new aws.Provider("aws", {
    region: asRegion(config.aws.region),
    allowedAccountIds: config.aws.allowedAccountIds,
    defaultTags: { tags },
  });
  const [{ partition }, caller, zones] = await Promise.all([
    aws.getPartition({}, { provider }),
    aws.getCallerIdentity({}, { provider }),
    aws.getAvailabilityZones(
      {
        state: "available",
        // Local and Wavelength zones have to be opted into, and EKS runs no control plane in them.
        filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
        excludeZoneIds: zonesWithoutControlPlane,
      },
      { provider },
    ),
  ]);
  const session =
    config.access.deployerRoleArn ?? (await aws.iam.getSessionContext({ arn: caller.arn }, { provider })).issuerArn;
  return {
    aws: provider,
    location: { partition, region: config.aws.region, accountId: caller.accountId },
    availabilityZones: chooseZones(config, zones.names),
    deployerRoleArn: roleOf(config, session),
    tags,
  };
}

/**
 * Zones, by their id, that EKS refuses subnets of for a control plane.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const zonesWithoutControlPlane = ["use1-az3", "usw1-az2", "cac1-az3"];

/** The first zones in alphabetical order, so that the same number gives the same zones every time. */
export function chooseZones(
  { project, stack, aws: { region }, network }: Config,
  names: readonly string[],
): readonly string[] {
  const wanted = network.availabilityZones;
  if (wanted <= names.length) return [...names].sort().slice(0, wanted);
  throw mistakes(stack, [
    `${project}:network.availabilityZones: ${wanted} is more than the ${names.length} zones in "${region}" that EKS can use (${names.join(", ")}); write ${names.length} or less.`,
  ]);
}

function roleOf({ project, stack }: Config, issuerArn: string): string {
  if (issuerArn.includes(":role/")) return issuerArn;
  throw mistakes(stack, [
    `${project}:access.deployerRoleArn: nothing is given and the caller "${issuerArn}" is no role, which an access entry needs; run as a role, or write the ARN of the role that runs \`pulumi up\`.`,
  ]);
}

/** The tag by which everything of a stack is told from the rest of its account. */
export function stackTag({ project, stack }: Config): { readonly key: string; readonly value: string } {
  return { key: "pulumi-stack", value: `${project}/${stack}` };
}

function tagsOf(config: Config): Readonly<Record<string, string>> {
  const { tags, stack } = config;
  const { key, value } = stackTag(config);
  return {
    ...tags.additional,
    owner: tags.owner,
    environment: tags.environment ?? stack,
    "cost-center": tags.costCenter,
    service: tags.service,
    [key]: value,
  };
}

/** The configuration has checked its form; which regions there are, AWS knows better than a list that is compiled in. */
function asRegion(region: string): aws.Region {
  return region as aws.Region;
}
