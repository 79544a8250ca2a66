import { bedrock, cloudwatch, dynamodb, ecr, events, kinesis, kms } from "../../../../components/identity/grants";
import { route53, s3, secrets, sns, sqs, ssm } from "../../../../components/identity/grants";
import type { PolicyStatement } from "../../../../components/identity/policy-document";

/** What the documentation of a service says that an intent takes: one entry for each statement. */
export interface ExpectedStatement {
  /** Actions, sorted. */
  readonly actions: readonly string[];
  /** Types of the resources as the Service Authorization Reference names them, `*` where an action has none to name. */
  readonly types: readonly string[];
  readonly resources: readonly string[];
  /** `operator key`, sorted. */
  readonly conditions?: readonly string[];
}

export interface ExpectedGrant {
  readonly intent: string;
  readonly statements: readonly PolicyStatement[];
  readonly expected: readonly ExpectedStatement[];
}

const account = "eu-west-1:111122223333";
const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const keyArn = `arn:aws:kms:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const bucket = "arn:aws:s3:::shop-incoming";
const table = `arn:aws:dynamodb:${account}:table/shop-orders`;
const queue = `arn:aws:sqs:${account}:shop-orders`;
const topic = `arn:aws:sns:${account}:shop-orders`;
const secret = `arn:aws:secretsmanager:${account}:secret:shop/database-??????`;
const parameter = `arn:aws:ssm:${account}:parameter/shop/limit`;
const zone = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ";
const repository = `arn:aws:ecr:${account}:repository/shop/web`;
const bus = `arn:aws:events:${account}:event-bus/shop`;
const stream = `arn:aws:kinesis:${account}:stream/shop-clicks`;
const model = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0";
const profile = `arn:aws:bedrock:${account}:inference-profile/eu.amazon.nova-lite-v1:0`;

const decryptThrough = (context: readonly string[]): ExpectedStatement => ({
  actions: ["kms:Decrypt"],
  types: ["key"],
  resources: [keyArn],
  conditions: ["StringEquals kms:ViaService", ...context.map((key) => `StringLike kms:EncryptionContext:${key}`)],
});

const writeThrough = (context: readonly string[]): ExpectedStatement => ({
  ...decryptThrough(context),
  actions: ["kms:Decrypt", "kms:GenerateDataKey"],
});

const getsObjects: ExpectedStatement = {
  actions: ["s3:GetObject"],
  types: ["object"],
  resources: [`${bucket}/orders/*`],
};

/** By hand from the pages that each grant names in its `@see`. */
export const expectedGrants: readonly ExpectedGrant[] = [
  { intent: "s3.get", statements: s3.get(bucket, "orders/"), expected: [getsObjects] },
  {
    intent: "s3.read",
    statements: s3.read(bucket, "orders/"),
    expected: [
      { actions: ["s3:ListBucket"], types: ["bucket"], resources: [bucket], conditions: ["StringLike s3:prefix"] },
      getsObjects,
    ],
  },
  {
    intent: "s3.read of a whole bucket with a key",
    statements: s3.read(bucket, s3.wholeBucket, { key: keyArn }),
    expected: [
      { actions: ["s3:ListBucket"], types: ["bucket"], resources: [bucket] },
      { ...getsObjects, resources: [`${bucket}/*`] },
      decryptThrough(["aws:s3:arn"]),
    ],
  },
  {
    intent: "s3.write with a key",
    statements: s3.write(bucket, "orders/", { key: keyArn }),
    expected: [
      {
        actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
        types: ["object"],
        resources: [`${bucket}/orders/*`],
      },
      writeThrough(["aws:s3:arn"]),
    ],
  },
  {
    intent: "s3.remove",
    statements: s3.remove(bucket, "orders/"),
    expected: [{ actions: ["s3:DeleteObject"], types: ["object"], resources: [`${bucket}/orders/*`] }],
  },
  {
    intent: "dynamodb.read",
    statements: dynamodb.read(table),
    expected: [
      {
        actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
        types: ["table"],
        resources: [table],
      },
    ],
  },
  {
    intent: "dynamodb.read of some partitions, by an index too, with a key",
    statements: dynamodb.read(table, { leadingKeys: ["tenant-a"], indexes: ["by-date"], key: keyArn }),
    expected: [
      {
        actions: ["dynamodb:Query"],
        types: ["index"],
        resources: [`${table}/index/by-date`],
        conditions: ["ForAllValues:StringEquals dynamodb:LeadingKeys", "Null dynamodb:LeadingKeys"],
      },
      {
        actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
        types: ["table"],
        resources: [table],
        conditions: ["ForAllValues:StringEquals dynamodb:LeadingKeys", "Null dynamodb:LeadingKeys"],
      },
      decryptThrough(["aws:dynamodb:tableName"]),
    ],
  },
  {
    intent: "dynamodb.put with a key",
    statements: dynamodb.put(table, { key: keyArn }),
    expected: [
      { actions: ["dynamodb:PutItem"], types: ["table"], resources: [table] },
      decryptThrough(["aws:dynamodb:tableName"]),
    ],
  },
  {
    intent: "dynamodb.write of some partitions",
    statements: dynamodb.write(table, { leadingKeys: ["tenant-a#*"] }),
    expected: [
      {
        actions: ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
        types: ["table"],
        resources: [table],
        conditions: ["ForAllValues:StringLike dynamodb:LeadingKeys", "Null dynamodb:LeadingKeys"],
      },
    ],
  },
  {
    intent: "sqs.consume with a key",
    statements: sqs.consume(queue, { key: keyArn }),
    expected: [
      {
        actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
        types: ["queue"],
        resources: [queue],
      },
      decryptThrough([]),
    ],
  },
  {
    intent: "sqs.send with a key",
    statements: sqs.send(queue, { key: keyArn }),
    expected: [{ actions: ["sqs:SendMessage"], types: ["queue"], resources: [queue] }, writeThrough([])],
  },
  {
    intent: "sns.publish with a key",
    statements: sns.publish(topic, { key: keyArn }),
    expected: [{ actions: ["sns:Publish"], types: ["topic"], resources: [topic] }, writeThrough(["aws:sns:topicArn"])],
  },
  {
    intent: "secrets.read with a key",
    statements: secrets.read(secrets.secretArn(location, "shop/database"), { key: keyArn }),
    expected: [
      { actions: ["secretsmanager:GetSecretValue"], types: ["Secret"], resources: [secret] },
      decryptThrough(["SecretARN"]),
    ],
  },
  {
    intent: "secrets.mount",
    statements: secrets.mount(secret),
    expected: [
      {
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        types: ["Secret"],
        resources: [secret],
      },
    ],
  },
  {
    intent: "kms.use",
    statements: kms.use(keyArn),
    expected: [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], types: ["key"], resources: [keyArn] }],
  },
  {
    intent: "kms.use of a key that does not exist yet",
    statements: kms.use({ location, aliasName: "alias/shop-data" }, { actions: ["kms:Encrypt"] }),
    expected: [
      {
        actions: ["kms:Encrypt"],
        types: ["key"],
        resources: [`arn:aws:kms:${account}:key/*`],
        conditions: ["ForAnyValue:StringEquals kms:ResourceAliases"],
      },
    ],
  },
  {
    intent: "ssm.readParameters with a key",
    statements: ssm.readParameters([ssm.parameterArn(location, "/shop/limit")], { key: keyArn }),
    expected: [
      { actions: ["ssm:GetParameter", "ssm:GetParameters"], types: ["parameter"], resources: [parameter] },
      decryptThrough(["PARAMETER_ARN"]),
    ],
  },
  {
    intent: "ssm.readPath",
    statements: ssm.readPath(ssm.parameterArn(location, "/shop/limit")),
    expected: [
      { actions: ["ssm:GetParametersByPath"], types: ["parameter"], resources: [parameter, `${parameter}/*`] },
    ],
  },
  {
    intent: "route53.change",
    statements: route53.change(route53.hostedZoneArn(location, "Z0123456789ABCDEFGHIJ")),
    expected: [
      { actions: ["route53:ListResourceRecordSets"], types: ["hostedzone"], resources: [zone] },
      { actions: ["route53:ChangeResourceRecordSets"], types: ["hostedzone"], resources: [zone] },
    ],
  },
  {
    intent: "route53.change of some records",
    statements: route53.change(zone, { names: ["*.shop.example.com"], types: ["A", "AAAA"] }),
    expected: [
      { actions: ["route53:ListResourceRecordSets"], types: ["hostedzone"], resources: [zone] },
      {
        actions: ["route53:ChangeResourceRecordSets"],
        types: ["hostedzone"],
        resources: [zone],
        conditions: [
          "ForAllValues:StringLike route53:ChangeResourceRecordSetsNormalizedRecordNames",
          "ForAllValues:StringLike route53:ChangeResourceRecordSetsRecordTypes",
          "Null route53:ChangeResourceRecordSetsNormalizedRecordNames",
          "Null route53:ChangeResourceRecordSetsRecordTypes",
        ],
      },
    ],
  },
  {
    intent: "route53.find",
    statements: route53.find([zone]),
    expected: [
      { actions: ["route53:ListHostedZones"], types: ["*"], resources: ["*"] },
      { actions: ["route53:ListTagsForResources"], types: ["hostedzone"], resources: [zone] },
    ],
  },
  {
    intent: "cloudwatch.put",
    statements: cloudwatch.put("Shop/Orders"),
    expected: [
      {
        actions: ["cloudwatch:PutMetricData"],
        types: ["*"],
        resources: ["*"],
        conditions: ["StringEquals cloudwatch:namespace"],
      },
    ],
  },
  {
    intent: "ecr.pull",
    statements: ecr.pull([repository]),
    expected: [
      { actions: ["ecr:GetAuthorizationToken"], types: ["*"], resources: ["*"] },
      {
        actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        types: ["repository"],
        resources: [repository],
      },
    ],
  },
  {
    intent: "events.put of one source",
    statements: events.put(bus, { sources: ["shop.orders"] }),
    expected: [
      {
        actions: ["events:PutEvents"],
        types: ["event-bus"],
        resources: [bus],
        conditions: ["ForAllValues:StringEquals events:source", "Null events:source"],
      },
    ],
  },
  {
    intent: "kinesis.read with a key",
    statements: kinesis.read(stream, { key: keyArn }),
    expected: [
      {
        actions: [
          "kinesis:DescribeStreamSummary",
          "kinesis:GetRecords",
          "kinesis:GetShardIterator",
          "kinesis:ListShards",
        ],
        types: ["stream"],
        resources: [stream],
      },
      decryptThrough(["aws:kinesis:arn"]),
    ],
  },
  {
    intent: "kinesis.write with a key",
    statements: kinesis.write(stream, { key: keyArn }),
    expected: [
      { actions: ["kinesis:PutRecord", "kinesis:PutRecords"], types: ["stream"], resources: [stream] },
      { ...decryptThrough(["aws:kinesis:arn"]), actions: ["kms:GenerateDataKey"] },
    ],
  },
  {
    intent: "bedrock.invoke",
    statements: bedrock.invoke(bedrock.foundationModelArn(location, "amazon.nova-lite-v1:0")),
    expected: [
      {
        actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        types: ["foundation-model"],
        resources: [model],
      },
    ],
  },
  {
    intent: "bedrock.invokeThrough",
    statements: bedrock.invokeThrough(profile, [model]),
    expected: [
      {
        actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        types: ["inference-profile"],
        resources: [profile],
      },
      {
        actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        types: ["foundation-model"],
        resources: [model],
        conditions: ["StringEquals bedrock:InferenceProfileArn"],
      },
    ],
  },
];
