import { bucketArn, type Location } from "../../arn";
import { kms, s3 } from "../grants";
import type { PolicyStatement } from "../policy-document";

/** Where Pulumi keeps state in a bucket: `pulumi login s3://<bucket>/<folder>`. */
export interface StateBackend {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Folder in it, without slashes at its ends. Default the root. */
  readonly folder?: string | undefined;
  /** ARN of the customer key that the bucket is under. */
  readonly bucketKeyArn?: string | undefined;
  /** ARN of the key that encrypts secrets in state: `awskms://…`. */
  readonly secretsKeyArn?: string | undefined;
}

/** What the configuration of resources is read with. It also lets read what is in them, so that the rest is denied. */
export const readOnlyPolicy = "ReadOnlyAccess";

/**
 * What a preview and a refresh read besides the configuration of resources: the state, and the secrets within it. What
 * resources hold is denied but for that: a preview runs code of branches that nobody has looked at yet.
 */
export function previewStatements(location: Location, state: StateBackend | undefined): readonly PolicyStatement[] {
  if (state === undefined) return [denyObjects([]), denyContents];
  const bucket = bucketArn(location, state.bucket);
  const folder = state.folder === undefined ? "" : `${state.folder}/`;
  const { bucketKeyArn, secretsKeyArn } = state;
  return [
    ...s3.read(bucket, `${folder}.pulumi/`, bucketKeyArn === undefined ? {} : { key: bucketKeyArn }),
    ...(secretsKeyArn === undefined
      ? []
      : kms.use(secretsKeyArn, { actions: ["kms:Decrypt"], sid: "DecryptSecretsOfState" })),
    denyObjects([`${bucket}/${folder}.pulumi/*`]),
    denyContents,
  ];
}

function denyObjects(except: readonly string[]): PolicyStatement {
  const statement = { sid: "DenyObjects", effect: "Deny" as const, actions: ["s3:GetObject", "s3:GetObjectVersion"] };
  return except.length === 0 ? { ...statement, resources: ["*"] } : { ...statement, notResources: except };
}

/** What the managed policy reads that is content and no configuration. Secrets and keys it does not touch anyway. */
const denyContents: PolicyStatement = {
  sid: "DenyContents",
  effect: "Deny",
  actions: [
    "athena:GetQueryResults*",
    "cloudtrail:LookupEvents",
    "dynamodb:BatchGetItem",
    "dynamodb:GetItem",
    "dynamodb:GetRecords",
    "dynamodb:PartiQLSelect",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ec2:GetConsole*",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "kinesis:GetRecords",
    "lambda:GetFunction",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetLogRecord",
    "logs:GetQueryResults",
    "logs:StartLiveTail",
    "logs:StartQuery",
    "logs:Unmask",
    "rds:DownloadDBLogFilePortion",
    "sqs:ReceiveMessage",
    "ssm:GetParameterHistory",
    "ssm:GetParametersByPath",
  ],
  resources: ["*"],
};
