import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { tagOf } from "../provider/tags";
import { and, every, not, or, some, type Truth } from "../values/truth";

/** What the ARNs of a type look like after the account: `elasticfilesystem` and `file-system`. */
interface ArnForm {
  readonly service: string;
  readonly kind: string;
}

/** The stateful types that AWS Backup knows and that a stack can declare. */
export const backedUpTypes: Readonly<Record<string, ArnForm>> = {
  "aws:efs/fileSystem:FileSystem": { service: "elasticfilesystem", kind: "file-system/" },
  "aws:fsx/lustreFileSystem:LustreFileSystem": { service: "fsx", kind: "file-system/" },
  "aws:fsx/ontapFileSystem:OntapFileSystem": { service: "fsx", kind: "file-system/" },
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": { service: "fsx", kind: "file-system/" },
  "aws:fsx/windowsFileSystem:WindowsFileSystem": { service: "fsx", kind: "file-system/" },
  "aws:ebs/volume:Volume": { service: "ec2", kind: "volume/" },
  "aws:dynamodb/table:Table": { service: "dynamodb", kind: "table/" },
  "aws:rds/instance:Instance": { service: "rds", kind: "db:" },
  "aws:rds/cluster:Cluster": { service: "rds", kind: "cluster:" },
};

/** EBS volumes that a storage class makes for claims. */
export const claimedVolumes: ArnForm = { service: "ec2", kind: "volume/" };

/** Something that a selection may take: its ARN form, its tags, and the resource itself where the stack declares it. */
export interface BackupCandidate {
  readonly form: ArnForm;
  readonly tag: (key: string) => Property | undefined;
  readonly resource?: Resource;
}

export function candidate(resource: Resource, graph: Graph): BackupCandidate | undefined {
  const form = backedUpTypes[resource.type];
  return form && { form, resource, tag: (key) => tagOf(resource, key, graph) };
}

/**
 * Whether an AWS Backup selection takes the candidate: by ARN pattern or by one of its tags, and with all conditions.
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function selects(selection: Resource, item: BackupCandidate, graph: Graph): Truth {
  const patterns = selection.at("resources");
  const tags = selection.at("selectionTags");
  const named = or(
    item.resource !== undefined &&
      graph.resolveAll(selection, patterns, item.resource.type).targets.includes(item.resource),
    patterns.some((pattern) => matchesArn(pattern, item)),
  );
  const tagged = tags.some((tag) => tagEquals(item, tag.child("key"), tag.child("value")));
  const excluded = selection.at("notResources").some((pattern) => matchesArn(pattern, item));
  return and(or(patternless(patterns, tags), named, tagged), fulfilsConditions(selection, item), not(excluded));
}

/** A selection with conditions alone, or with exclusions alone, starts from everything. */
function patternless(patterns: Property, tags: Property): Truth {
  return and(isEmpty(patterns), isEmpty(tags));
}

function isEmpty(list: Property): Truth {
  return list.satisfies((value) => value === undefined || (Array.isArray(value) && value.length === 0));
}

function matchesArn(pattern: Property, item: BackupCandidate): Truth {
  const text = pattern.text();
  if (text === undefined) return false;
  if (text === "*") return true;
  const [, , service = "", , , ...rest] = text.split(":");
  const path = rest.join(":");
  if (!glob(service).test(item.form.service)) return false;
  // The id is not known before the resource exists: only a pattern that takes every id of the kind can be sure.
  if (/^\*+$/.test(path)) return true;
  return path.startsWith(item.form.kind) && /^\*+$/.test(path.slice(item.form.kind.length));
}

function fulfilsConditions(selection: Resource, item: BackupCandidate): Truth {
  const conditions = selection.at("conditions");
  return every(
    conditions.elements().known,
    (block) =>
      and(
        block.child("stringEquals").every((test) => tagEquals(item, tagKey(test), test.child("value"))),
        block.child("stringNotEquals").every((test) => not(tagEquals(item, tagKey(test), test.child("value")))),
        block.child("stringLikes").every((test) => tagLike(item, tagKey(test), test.child("value"))),
        block.child("stringNotLikes").every((test) => not(tagLike(item, tagKey(test), test.child("value")))),
      ),
    conditions.elements().open,
  );
}

/** Conditions write the key as `aws:ResourceTag/<key>`. */
function tagKey(test: Property): Property {
  return test.child("key");
}

function tagEquals(item: BackupCandidate, key: Property, value: Property): Truth {
  return compareTag(item, key, value, (actual, wanted) => actual === wanted);
}

function tagLike(item: BackupCandidate, key: Property, value: Property): Truth {
  return compareTag(item, key, value, (actual, wanted) => glob(wanted).test(actual));
}

function compareTag(
  item: BackupCandidate,
  key: Property,
  value: Property,
  compare: (actual: string, wanted: string) => boolean,
): Truth {
  if (key.isUnknown) return key.undecided;
  const tag = item.tag((key.text() ?? "").replace(/^aws:ResourceTag\//, ""));
  if (tag === undefined || tag.isAbsent) return false;
  if (tag.isUnknown) return tag.undecided;
  return value.satisfies((wanted) => compare(tag.text() ?? "", String(wanted)));
}

function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}

/** Whether at least one selection takes the candidate. */
export function isBackedUp(item: BackupCandidate, graph: Graph): Truth {
  return some(graph.ofType("aws:backup/selection:Selection"), (selection) => selects(selection, item, graph));
}
