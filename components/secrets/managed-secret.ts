import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import { secretArn } from "../identity/grants/secrets";
import { policyDocument } from "../identity/policy-document";
import { scheduleProblems, type RotationFunction } from "./rotation";
import { secretPolicyStatements } from "./resource-policy";

/** A copy of the secret that AWS keeps up to date. */
export interface SecretReplica {
  readonly region: string;
  /** ARN of a key of that region. */
  readonly keyArn: string;
}

export interface ManagedSecretArgs {
  /** Unique in account and region, and for the recovery window after it is deleted. No hyphen and six characters at the end. */
  readonly name: string;
  readonly description: string;
  readonly location: Location;
  readonly key: CustomerKey;
  /** ARNs of the roles that read the value, with their paths. They need IAM rights too. The function's role joins them. */
  readonly readerArns: readonly string[];
  /** Days between deletion and loss, 7-30, or 0 for at once: the name is free again only then. Default 30. */
  readonly recoveryWindowInDays?: number;
  /** Default none. */
  readonly replicas?: readonly SecretReplica[];
  /**
   * A function, or `external` where a person, a pipeline or the service that made the credential rotates it. Default
   * nothing rotates. A function can be named only once there is a value.
   */
  readonly rotation?: "external" | RotationFunction;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A secret in Secrets Manager without a value: whoever knows the value puts it there, so that it passes through no
 * program, plan or state. It is under a key of yours, can be read by named roles only, and rotates.
 * Idle cost: 40 cents a month, and as much for each replica.
 * @throws when nobody reads it, its name ends like an ARN, or Secrets Manager would refuse the schedule.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
 */
export class ManagedSecret extends pulumi.ComponentResource {
  readonly name: string;
  /** With `??????` for the suffix that AWS chooses, so that grants on it are known at preview. */
  readonly arn: string;
  readonly secret: aws.secretsmanager.Secret;
  /** What readers wait for: nobody reads a secret before its policy holds. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ManagedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const { rotation } = args;
    refuseBadSettings(args);
    super("platform:secrets:ManagedSecret", name, { name: args.name, readerArns: [...args.readerArns] }, opts);
    this.name = args.name;
    this.arn = secretArn(args.location, args.name);
    this.secret = createSecret(this, name, args);
    const policy = createPolicy(this, name, args, this.secret);
    if (typeof rotation === "object") createRotation(this, name, args, rotation, this.secret, policy);
    this.ready = [this.secret, policy];
    this.registerOutputs({ name: this.name });
  }
}

function refuseBadSettings({ name, readerArns, rotation }: ManagedSecretArgs): void {
  if (readerArns.length === 0)
    throw new Error(`Nobody reads the secret "${name}", so it is of no use; name the roles that do in readerArns.`);
  const problems = typeof rotation === "object" ? scheduleProblems(rotation.schedule) : [];
  if (problems.length > 0) throw new Error(`The rotation of secret "${name}": ${problems.join(" ")}`);
}

function createSecret(parent: ManagedSecret, name: string, args: ManagedSecretArgs): aws.secretsmanager.Secret {
  const { description, key, replicas = [], rotation, tags } = args;
  return new aws.secretsmanager.Secret(
    name,
    {
      name: args.name,
      description,
      kmsKeyId: key.arn,
      recoveryWindowInDays: args.recoveryWindowInDays ?? 30,
      replicas: replicas.map(({ region, keyArn }) => ({ region, kmsKeyId: keyArn })),
      tags: { ...tags, ...(rotation === "external" && { rotation: "external" }) },
    },
    { parent },
  );
}

function createPolicy(
  parent: ManagedSecret,
  name: string,
  { location, readerArns, rotation }: ManagedSecretArgs,
  secret: aws.secretsmanager.Secret,
): aws.secretsmanager.SecretPolicy {
  const rotators = typeof rotation === "object" ? [rotation.roleArn] : [];
  return new aws.secretsmanager.SecretPolicy(
    name,
    {
      secretArn: secret.arn,
      policy: policyDocument(secretPolicyStatements(location, [...readerArns, ...rotators])),
      blockPublicPolicy: true,
    },
    { parent },
  );
}

/** Secrets Manager tries to call the function when the rotation is set up, so its permission comes first. */
function createRotation(
  parent: ManagedSecret,
  name: string,
  { location }: ManagedSecretArgs,
  { functionArn, schedule }: RotationFunction,
  secret: aws.secretsmanager.Secret,
  policy: aws.secretsmanager.SecretPolicy,
): void {
  const permission = new aws.lambda.Permission(
    name,
    {
      statementId: `rotates-${name}`.slice(0, 100),
      action: "lambda:InvokeFunction",
      function: functionArn,
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: location.accountId,
    },
    { parent },
  );
  new aws.secretsmanager.SecretRotation(
    name,
    {
      secretId: secret.id,
      rotationLambdaArn: functionArn,
      // Whoever changes a schedule does not expect a new credential the moment after; a test of the function is made at once.
      rotateImmediately: false,
      rotationRules: {
        scheduleExpression: schedule.expression,
        ...(schedule.windowHours === undefined ? {} : { duration: `${schedule.windowHours}h` }),
      },
    },
    { parent, dependsOn: [permission, policy] },
  );
}
