import {
  coversAction,
  coversResource,
  deniesInsecureTransport,
  hasPrincipalRestriction,
  isAllow,
  namesEverybody,
  statementsOf,
} from "../iam/policy/statements";
import { isForNetworks } from "../iam/policy/network-condition";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { violation, type Condition, type Context } from "../rule";
import { and, not, or, some, type Truth, type Undecided } from "../values/truth";

/** Buckets in either class. */
export const bucketTypes: readonly string[] = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const publicAccessBlock = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const accountBlock = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
const bucketAcl = "aws:s3/bucketAcl:BucketAcl";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const ownershipControls = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

/** The four ways in which S3 closes a bucket, or all of an account, to the public. */
export const publicAccessFlags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const publicAcls = ["public-read", "public-read-write", "authenticated-read"];
const publicGroup = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** What the judgement follows from a bucket. */
export const bucketSettings: readonly string[] = [
  publicAccessBlock,
  accountBlock,
  bucketAcl,
  bucketPolicy,
  ownershipControls,
];

/** The ways in which a bucket can be open to the public, or to plain HTTP. */
export function bucketPrivacyConditions(bucket: Resource, context: Context): readonly Condition[] {
  const satellites = (type: string, judge: (setting: Resource) => Truth): Truth =>
    some(context.graph.referrers(bucket, type, "bucket"), ({ resource, refers }) => and(refers, judge(resource)));
  const { statements, open } = policyStatements(bucket, context);
  return [
    violation(
      not(or(satellites(publicAccessBlock, allFlags), some(context.graph.ofType(accountBlock), allFlags))),
      "publicAccessBlock",
      "Nothing blocks public access to the bucket.",
    ),
    violation(
      or(
        bucket.at("acl").is(...publicAcls),
        bucket.at("grants").some(grantsPublicly),
        satellites(bucketAcl, opensByList),
      ),
      "acl",
      ...openList,
    ),
    violation(satellites(ownershipControls, keepsLists), "objectOwnership", ...keptLists),
    ...policyConditions(bucket, statements, open, context),
  ];
}

const openList = [
  "An access control list opens the bucket to everybody.",
  { fix: "Remove the access control list." },
] as const;
const keptLists = [
  "Access control lists still count for the bucket.",
  { fix: "Set objectOwnership to BucketOwnerEnforced." },
] as const;

/** The ways in which one setting opens a bucket of another stack. With a bucket of this stack it is judged there. */
export function bucketSettingConditions(setting: Resource, context: Context): readonly Condition[] {
  const owner = context.graph.resolve(setting, setting.at("bucket"), ...bucketTypes);
  if (owner.kind === "resolved" && owner.certain) return [];
  switch (setting.type) {
    case publicAccessBlock: {
      const flags = publicAccessFlags.map((flag) => setting.at(flag));
      const at = flags.find((flag) => flag.isTrue() !== true) ?? setting.at("bucket");
      const isBlocked = or(allFlags(setting), some(context.graph.ofType(accountBlock), allFlags));
      return [violation(not(isBlocked), at, "The block leaves a way open by which the bucket can become public.")];
    }
    case bucketAcl:
      return [violation(opensByList(setting), "acl", ...openList)];
    case ownershipControls:
      return [violation(keepsLists(setting), "rule.objectOwnership", ...keptLists)];
    default: {
      const { known, open } = statementsOf(setting.at("policy"));
      const statements = known.map((statement) => ({ statement, applies: true }));
      return policyConditions(setting, statements, open, context);
    }
  }
}

function opensByList(setting: Resource): Truth {
  return or(setting.at("acl").is(...publicAcls), setting.at("accessControlPolicy.grants").some(grantsPublicly));
}

function keepsLists(setting: Resource): Truth {
  const ownership = setting.at("rule.objectOwnership");
  return and(ownership.present(), not(ownership.is("BucketOwnerEnforced")));
}

interface AppliedStatement {
  readonly statement: Property;
  readonly applies: Truth;
}

/** Whether the statements that hold for a bucket admit everybody, and demand TLS. */
function policyConditions(
  bucket: Resource,
  statements: readonly AppliedStatement[],
  open: Undecided | undefined,
  context: Context,
): Condition[] {
  const openToAll = some(
    statements,
    ({ statement, applies }) =>
      and(
        applies,
        isAllow(statement),
        namesEverybody(statement),
        not(or(hasPrincipalRestriction(statement), isForNetworks(statement, context))),
      ),
    open,
  );
  const demandsTls = some(
    statements,
    ({ statement, applies }) =>
      and(applies, deniesInsecureTransport(statement), namesEverybody(statement), coversAll(statement, bucket)),
    open,
  );
  return [
    violation(openToAll, "policy", "The bucket policy admits everybody.", {
      fix: "Name principals, or add a condition on an account or organization.",
    }),
    violation(not(demandsTls), "policy.SecureTransport", "The bucket answers plain HTTP.", {
      fix: "Deny s3:* on the bucket and its objects where aws:SecureTransport is false.",
    }),
  ];
}

function allFlags(block: Resource): Truth {
  return and(...publicAccessFlags.map((flag) => block.at(flag).isTrue()));
}

function grantsPublicly(grant: Property): Truth {
  return or(grant.at("uri").matches(publicGroup), grant.at("grantee.uri").matches(publicGroup));
}

/** The statements of the bucket's own policy and of those that are attached to it. */
function policyStatements(bucket: Resource, { graph }: Context) {
  const documents = [
    { document: bucket.at("policy"), applies: true as true | Undecided },
    ...graph
      .referrers(bucket, bucketPolicy, "bucket")
      .map(({ resource, refers }) => ({ document: resource.at("policy"), applies: refers })),
  ];
  const read = documents.map(({ document, applies }) => ({ ...statementsOf(document), applies }));
  return {
    statements: read.flatMap(({ known, applies }) => known.map((statement) => ({ statement, applies }))),
    open: read.find(({ open }) => open)?.open,
  };
}

/** Whether a statement is about reading and writing, in the bucket itself and in all its objects. */
function coversAll(statement: Property, bucket: Resource): Truth {
  const stated = bucket.at("bucket");
  const name = stated.text();
  const resources =
    name === undefined
      ? and(
          // A literal may name another bucket than the one whose name is not known yet.
          stated.isUnknown
            ? or(
                statement.child("Resource").some((pattern) => pattern.is("*")),
                stated.undecided,
              )
            : true,
          statement.child("Resource").some((pattern) => pattern.matches(/^\*$|\/\*$|:::\*/)),
          statement.child("Resource").some((pattern) => pattern.matches(/^\*$|:::[^/]+$/)),
        )
      : or(
          ...["aws", "aws-cn", "aws-us-gov"].map((partition) =>
            and(
              coversResource(statement, `arn:${partition}:s3:::${name}`),
              coversResource(statement, `arn:${partition}:s3:::${name}/any/key`),
            ),
          ),
        );
  return and(coversAction(statement, "s3:GetObject"), coversAction(statement, "s3:PutObject"), resources);
}
