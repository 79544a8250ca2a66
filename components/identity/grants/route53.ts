import type { Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { nameOf, resource, sid } from "./resource";

/** Types of records that may be confined to. */
export type RecordType =
  "A" | "AAAA" | "CAA" | "CNAME" | "HTTPS" | "MX" | "NS" | "PTR" | "SRV" | "SVCB" | "TLSA" | "TXT";

export interface RecordOptions {
  /** Names of records, in lower case and without the last dot; a leading `*.` stands for all below. Default any of the zone. */
  readonly names?: readonly string[];
  /** Default any. */
  readonly types?: readonly RecordType[];
}

/** The ARN of a hosted zone, which is in no region and no account: the id comes from outside, since it is unknown before the zone exists. */
export function hostedZoneArn({ partition }: Location, zoneId: string): string {
  return `arn:${partition}:route53:::hostedzone/${zoneId}`;
}

/**
 * Lists and changes the records of a hosted zone.
 * @throws when the ARN is unknown or malformed, or names are not normalized.
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
 */
export function change(zoneArn: string, { names, types }: RecordOptions = {}): readonly PolicyStatement[] {
  const zone = resource("route53.change", "hostedZone", zoneArn);
  const keys = {
    ...(names === undefined ? {} : { "route53:ChangeResourceRecordSetsNormalizedRecordNames": normalized(names) }),
    ...(types === undefined ? {} : { "route53:ChangeResourceRecordSetsRecordTypes": some("types", types) }),
  };
  return [
    { sid: sid("ListRecords", nameOf(zone)), actions: ["route53:ListResourceRecordSets"], resources: [zone] },
    {
      sid: sid("ChangeRecords", nameOf(zone)),
      actions: ["route53:ChangeResourceRecordSets"],
      resources: [zone],
      ...(Object.keys(keys).length === 0
        ? {}
        : { conditions: { "ForAllValues:StringLike": keys, Null: present(keys) } }),
    },
  ];
}

/**
 * Finds hosted zones by their domain and tags, as controllers do that are not told ids.
 * @throws when no zone is named, or an ARN is unknown or malformed.
 */
export function find(zoneArns: readonly string[]): readonly PolicyStatement[] {
  const zones = some("zones", zoneArns).map((zone) => resource("route53.find", "hostedZone", zone));
  return [
    { sid: "ListHostedZones", actions: ["route53:ListHostedZones"], resources: ["*"] },
    { sid: "ReadZoneTags", actions: ["route53:ListTagsForResources"], resources: zones },
  ];
}

/** "All values of none" is true: a request has to have the keys. */
function present(keys: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, "false"]));
}

function normalized(names: readonly string[]): readonly string[] {
  const wrong = some("names", names).find((name) => !/^(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(name));
  if (wrong === undefined) return names;
  throw new Error(
    `route53.change: the record name "${wrong}" is not normalized; write it in lower case and without a dot at its end, such as "shop.example.com".`,
  );
}

function some<T>(what: string, list: readonly T[]): readonly T[] {
  if (list.length > 0) return list;
  throw new Error(`route53: the list of ${what} is empty, so nothing would match; name one, or leave it out.`);
}
