/**
 * The letters of each region's Availability Zones, as a new account sees them: some regions keep older zones to
 * accounts that already use them.
 * @see AWS documentation, "AWS Regions and Availability Zones"
 */
const zoneLetters: Readonly<Record<string, string>> = {
  "af-south-1": "abc",
  "ap-east-1": "abc",
  "ap-east-2": "abc",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ap-northeast-3": "abc",
  "ap-south-1": "abc",
  "ap-south-2": "abc",
  "ap-southeast-1": "abc",
  "ap-southeast-2": "abc",
  "ap-southeast-3": "abc",
  "ap-southeast-4": "abc",
  "ap-southeast-5": "abc",
  "ap-southeast-6": "abc",
  "ap-southeast-7": "abc",
  "ca-central-1": "abd",
  "ca-west-1": "abc",
  "cn-north-1": "abd",
  "cn-northwest-1": "abc",
  "eu-central-1": "abc",
  "eu-central-2": "abc",
  "eu-north-1": "abc",
  "eu-south-1": "abc",
  "eu-south-2": "abc",
  "eu-west-1": "abc",
  "eu-west-2": "abc",
  "eu-west-3": "abc",
  "il-central-1": "abc",
  "me-central-1": "abc",
  "me-south-1": "abc",
  "mx-central-1": "abc",
  "sa-east-1": "abc",
  "us-east-1": "abcdef",
  "us-east-2": "abc",
  "us-gov-east-1": "abc",
  "us-gov-west-1": "abc",
  "us-west-1": "ac",
  "us-west-2": "abcd",
};

export interface AvailabilityZone {
  readonly name: string;
  readonly id: string;
}

/** The zones of a region, or undefined for a region that is not in the table. */
export function availabilityZonesOf(region: string): readonly AvailabilityZone[] | undefined {
  const letters = zoneLetters[region];
  if (letters === undefined) return undefined;
  return [...letters].map((letter, index) => ({ name: region + letter, id: `${zoneIdPrefix(region)}-az${index + 1}` }));
}

export const knownRegions: readonly string[] = Object.keys(zoneLetters);

/** `us-gov-west-1` is usgw1, `ap-northeast-2` is apne2. */
function zoneIdPrefix(region: string): string {
  const parts = region.split("-");
  const number = parts.pop() ?? "";
  const area = parts.shift() ?? "";
  const initials = parts.map((part) => part.replace(/^(north|south)(east|west)$/, "$1 $2"));
  return area + initials.flatMap((part) => part.split(" ").map((word) => word.charAt(0))).join("") + number;
}
