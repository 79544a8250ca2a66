import { flag, given, list, map, number, text, type Json, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { namedPrincipals, statementsOf } from "../iam/policy-document";
import { principalExists } from "../iam/role";
import { demandKey } from "../kms";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";

const bucketToken = "aws:s3/bucket:Bucket";
const objectToken = "aws:s3/bucketObjectv2:BucketObjectv2";
const blockToken = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const versioningToken = "aws:s3/bucketVersioning:BucketVersioning";

const reservedName = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

export const bucket: CloudType = {
  token: bucketToken,
  replaces: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled"],
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "bucket");
    const valid = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name) && !reservedName.test(name);
    demand(valid, "ST1", `InvalidBucketName: The specified bucket is not valid. (${name})`);
    demand(!cloud.named(bucketToken, name), "N22", `BucketAlreadyOwnedByYou: ${name}`);
    const { partition, region } = cloud.account;
    const bucketRegionalDomainName = `${name}.s3.${region}.amazonaws.com`;
    return { id: name, computed: { arn: `arn:${partition}:s3:::${name}`, bucketRegionalDomainName, region } };
  },
  // What the state says counts, so that an up has to have said it before.
  remove(object, cloud) {
    const kept = cloud.all(objectToken).filter(({ inputs }) => text(inputs, "bucket") === object.id);
    demand(
      kept.length === 0 || flag(object.inputs, "forceDestroy"),
      "ST17",
      `BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket (${object.id})`,
    );
    for (const one of kept) cloud.remove(one);
  },
};

/** Lets a service keep something in a bucket, which nobody but it knows. */
export function putObject(name: string, key: string, cloud: Cloud): void {
  const [inputs, id] = [{ bucket: name, key }, `${name}/${key}`];
  cloud.put({ type: objectToken, id, identity: id, origin: "service", status: "active", inputs, outputs: inputs });
}

/** A part of a bucket that has a resource of its own, unless the bucket states it itself. A bucket has one of each. */
function part(
  token: string,
  inline: string,
  decide?: (inputs: Properties, owner: CloudObject, cloud: Cloud) => void,
): CloudType {
  const demandPart = (inputs: Properties, cloud: Cloud): CloudObject => {
    const name = text(inputs, "bucket");
    const owner = cloud.named(bucketToken, name);
    if (!owner) throw new Refusal("ST5", `NoSuchBucket: The specified bucket does not exist (${name})`);
    decide?.(inputs, owner, cloud);
    return owner;
  };
  return {
    token,
    replaces: ["bucket"],
    create({ inputs, cloud }) {
      const { id } = demandPart(inputs, cloud);
      demand(!cloud.named(token, id), "ST3", `a second ${token} of bucket ${id} would undo the first`);
      const stated = given(cloud.named(bucketToken, id)?.inputs, inline);
      demand(!stated, "ST7", `${inline} of the bucket ${id} and ${token} would undo each other at every up`);
      return { id };
    },
    update({ inputs, cloud }) {
      demandPart(inputs, cloud);
      return {};
    },
  };
}

export const bucketParts: readonly CloudType[] = [
  part(blockToken, "publicAccessBlock"),
  part("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "ownershipControls"),
  part(versioningToken, "versioning", (inputs) => {
    const status = text(inputs, "versioningConfiguration.status");
    demand(["Enabled", "Suspended"].includes(status), "ST19", `IllegalVersioningConfigurationException: ${status}`);
  }),
  part(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "serverSideEncryptionConfiguration",
    (inputs, _, cloud) => {
      for (const rule of list(inputs, "rules")) {
        const settings = map(rule, "applyServerSideEncryptionByDefault");
        if (given(settings, "kmsMasterKeyId")) demandKey(text(settings, "kmsMasterKeyId"), cloud, "K16");
      }
    },
  ),
  part("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "lifecycleRules", (inputs) => {
    for (const rule of list(inputs, "rules")) demandLifecycle(rule);
  }),
  part("aws:s3/bucketPolicy:BucketPolicy", "policy", (inputs, owner, cloud) => {
    const document = text(inputs, "policy");
    demand(document.length <= 20480, "ST3", "PolicyTooLarge: the bucket policy exceeds 20 KB");
    const statements = statementsOf(document);
    for (const principal of namedPrincipals(statements)) {
      demand(principalExists(principal, cloud), "ST8", `MalformedPolicy: Invalid principal in policy (${principal})`);
    }
    const block = cloud.named(blockToken, owner.id);
    const refusesPublic = !block || flag(block.inputs, "blockPublicPolicy");
    demand(
      !refusesPublic || !statements.some(isPublic),
      "ST4",
      "AccessDenied: because public policies are blocked by the BlockPublicPolicy block public access setting",
    );
  }),
];

/** An Allow to everybody that no fixed value limits. */
function isPublic(statement: Properties): boolean {
  const everybody = text(statement, "Principal") === "*" || text(statement, "Principal.AWS") === "*";
  const fixed = /^aws:(source(arn|account|vpc|vpce)|principal(orgid|account|arn))$/i;
  const keys = Object.values(map(statement, "Condition")).flatMap((value) =>
    Object.keys(map({ value: value ?? null }, "value")),
  );
  return text(statement, "Effect") === "Allow" && everybody && !keys.some((key) => fixed.test(key));
}

function demandLifecycle(rule: Json): void {
  demand(
    ["Enabled", "Disabled"].includes(text(rule, "status")),
    "ST23",
    "MalformedXML: a lifecycle rule is Enabled or Disabled",
  );
  for (const transition of list(rule, "transitions")) {
    const [days, storageClass] = [number(transition, "days") ?? 30, text(transition, "storageClass")];
    demand(
      !["STANDARD_IA", "ONEZONE_IA"].includes(storageClass) || days >= 30,
      "ST23",
      `InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '${storageClass}'`,
    );
  }
}
