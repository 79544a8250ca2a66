import { createHash } from "node:crypto";
import { reveal, type PropertyMap } from "../../../policies/evaluate";
import { availabilityZonesOf, knownRegions } from "./availability-zones";
import { MonitorError } from "../monitor-error";
import { policyDocument } from "./policy-document";

/** Whom and where a function is called for. */
export interface Caller {
  /** The region of the call, of its provider or of the stack. */
  readonly region: string | undefined;
  /** The first of the provider's or the stack's `allowedAccountIds`. */
  readonly accountId: string | undefined;
}

type AwsFunction = (args: PropertyMap, caller: Caller) => PropertyMap;

/** Parameters that hold the id of an AMI: public ones, and own ones that are named as those of EKS and Bottlerocket are. */
const imageParameter = /^\/(?:.+\/image_id|aws\/service\/ami-[^/]+\/[^/]+)$/;

/** The AWS functions whose answer is the same for every account, or follows from the stack file. */
export const awsFunctions: Readonly<Record<string, AwsFunction>> = {
  "aws:index/getPartition:getPartition": (_, caller) => {
    const { id, dnsSuffix } = partitionOf(regionOf(caller));
    const reverseDnsPrefix = dnsSuffix.split(".").reverse().join(".");
    return { id, partition: id, dnsSuffix, reverseDnsPrefix };
  },
  "aws:index/getRegion:getRegion": (args, caller) => {
    const region = text(args, "region") ?? text(args, "name") ?? regionOf(caller);
    const endpoint = `ec2.${region}.${partitionOf(region).dnsSuffix}`;
    return { id: region, name: region, region, description: region, endpoint };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": (_, caller) => {
    const accountId = accountOf(caller);
    const partition = partitionOf(regionOf(caller)).id;
    const arn = `arn:${partition}:sts::${accountId}:assumed-role/preview/preview`;
    return { id: accountId, accountId, arn, userId: "AROAPREVIEW:preview" };
  },
  "aws:iam/getSessionContext:getSessionContext": (args) => {
    const arn = required(args, "arn", "aws:iam/getSessionContext:getSessionContext");
    const role = /^arn:([^:]+):sts::(\d+):assumed-role\/(.+)\/([^/]+)$/.exec(arn);
    if (!role) return { id: arn, arn, issuerArn: arn, issuerId: "", issuerName: "", sessionName: "" };
    const [, partition = "", account = "", name = "", sessionName = ""] = role;
    const issuerArn = `arn:${partition}:iam::${account}:role/${name}`;
    return { id: arn, arn, issuerArn, issuerId: "AROAPREVIEW", issuerName: name, sessionName };
  },
  "aws:iam/getPolicyDocument:getPolicyDocument": policyDocument,
  "aws:iam/getRoles:getRoles": (args, caller) => {
    const pattern = required(args, "nameRegex", "aws:iam/getRoles:getRoles");
    const [, escaped] = /^\^AWSReservedSSO_(.+)_\[0-9a-f\]\{16\}\$$/.exec(pattern) ?? [];
    if (escaped === undefined) {
      throw new MonitorError(
        `aws:iam/getRoles:getRoles: which roles match "${pattern}" is not known offline; only those of one permission set of IAM Identity Center are.`,
      );
    }
    // AWS chooses the end of the name; a stable one keeps previews comparable.
    const set = escaped.replaceAll("\\", "");
    const name = `AWSReservedSSO_${set}_${createHash("sha256").update(set).digest("hex").slice(0, 16)}`;
    const region = regionOf(caller);
    const prefix = text(args, "pathPrefix") ?? "/aws-reserved/sso.amazonaws.com/";
    const arn = `arn:${partitionOf(region).id}:iam::${accountOf(caller)}:role${prefix}${region}/${name}`;
    return { ...args, id: region, names: [name], arns: [arn] };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, caller) => {
    const region = text(args, "region") ?? regionOf(caller);
    const zones = availabilityZonesOf(region);
    if (!zones) {
      throw new MonitorError(
        `aws:region: "${region}" is not a region the preview knows; known are ${knownRegions.join(", ")}.`,
        "configuration",
      );
    }
    const filters = list(args, "filters").map((filter) => JSON.stringify(filter));
    const unanswered = filters.find((filter) => !/"(?:opt-in-not-required|availability-zone)"/.test(filter));
    if (unanswered !== undefined) {
      throw new MonitorError(
        `aws:index/getAvailabilityZones:getAvailabilityZones: the filter ${unanswered} is not known offline; ` +
          "only zones that need no opt-in are.",
      );
    }
    const excluded = [...list(args, "excludeNames"), ...list(args, "excludeZoneIds")];
    const offered = zones.filter(({ name, id }) => !excluded.includes(name) && !excluded.includes(id));
    return {
      ...args,
      id: region,
      region,
      names: offered.map(({ name }) => name),
      zoneIds: offered.map(({ id }) => id),
      groupNames: [`${region}-zg-1`],
    };
  },
  "aws:ssm/getParameter:getParameter": (args, caller) => {
    const name = required(args, "name", "aws:ssm/getParameter:getParameter");
    const region = text(args, "region") ?? regionOf(caller);
    if (!imageParameter.test(name)) {
      throw new MonitorError(
        `aws:ssm/getParameter:getParameter: the value of "${name}" is not known offline; only ids of images are, of parameters under "/aws/service" or with a name that ends in "/image_id".`,
      );
    }
    // The real id changes with each AMI release; a stable one keeps previews comparable.
    const value = `ami-${createHash("sha256").update(`${region}${name}`).digest("hex").slice(0, 17)}`;
    const arn = `arn:${partitionOf(region).id}:ssm:${region}::parameter${name}`;
    return { id: name, arn, name, region, type: "String", value, insecureValue: value, version: 1 };
  },
};

function partitionOf(region: string): { readonly id: string; readonly dnsSuffix: string } {
  if (region.startsWith("cn-")) return { id: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
  if (region.startsWith("us-gov-")) return { id: "aws-us-gov", dnsSuffix: "amazonaws.com" };
  return { id: "aws", dnsSuffix: "amazonaws.com" };
}

function regionOf(caller: Caller): string {
  if (caller.region !== undefined) return caller.region;
  throw new MonitorError(
    "aws:region: the region is not known; set it in the stack file or on the provider.",
    "configuration",
  );
}

function accountOf(caller: Caller): string {
  if (caller.accountId !== undefined) return caller.accountId;
  throw new MonitorError(
    "aws:allowedAccountIds: the account is not known offline; list it in the stack file or on the provider.",
    "configuration",
  );
}

function text(args: PropertyMap, key: string): string | undefined {
  const value = reveal(args[key]);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function required(args: PropertyMap, key: string, token: string): string {
  const value = text(args, key);
  if (value === undefined) throw new MonitorError(`${token}: the argument "${key}" is missing.`);
  return value;
}

function list(args: PropertyMap, key: string): readonly unknown[] {
  const value = reveal(args[key]);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The region and the account that a provider's properties state, plain or as JSON text. */
export function callerOf(properties: PropertyMap): Caller {
  const region = reveal(properties["region"]);
  const allowed = reveal(properties["allowedAccountIds"]);
  const accounts: unknown = typeof allowed === "string" ? parsed(allowed) : allowed;
  const [first] = Array.isArray(accounts) ? (accounts as readonly unknown[]) : [accounts];
  return {
    region: typeof region === "string" ? region : undefined,
    accountId: typeof first === "string" || typeof first === "number" ? String(first) : undefined,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}
