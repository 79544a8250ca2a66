import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { policyDocument, type PolicyStatement } from "../identity/policy-document";
import { accountAdministers } from "./key-policy";

export interface CustomerKeyArgs {
  /** Name of the alias without `alias/`; unique in account and region. */
  readonly name: string;
  /** What the key protects. */
  readonly description: string;
  readonly location: Location;
  /** Who may use the key besides principals whom IAM policies of the account allow to. */
  readonly statements: readonly PolicyStatement[];
  /** Days between request and deletion of the key, 7-30. Default 30. Data under a deleted key is lost. */
  readonly deletionWindowInDays?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A symmetric customer managed key with yearly rotation, its policy and its alias.
 * Idle cost: one US dollar a month, and one more for each of the first two rotations.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export class CustomerKey extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly keyId: pulumi.Output<string>;
  /** What a user of the key waits for: its policy is part of it. */
  readonly key: aws.kms.Key;
  /** `alias/` and the name, plain: policies name the key by it, since the key's id is unknown before it exists. */
  readonly aliasName: string;
  /** What waits for the key by its alias waits for this. */
  readonly alias: aws.kms.Alias;

  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:encryption:CustomerKey", name, { name: args.name, description: args.description }, opts);
    this.key = createKey(this, name, args);
    this.aliasName = `alias/${args.name}`;
    this.alias = createAlias(this, name, this.aliasName, this.key);
    this.arn = this.key.arn;
    this.keyId = this.key.keyId;
    this.registerOutputs({ arn: this.arn });
  }
}

function createKey(parent: CustomerKey, name: string, args: CustomerKeyArgs): aws.kms.Key {
  return new aws.kms.Key(
    name,
    {
      description: args.description,
      enableKeyRotation: true,
      deletionWindowInDays: args.deletionWindowInDays ?? 30,
      policy: policyDocument([accountAdministers(args.location), ...args.statements]),
      tags: { Name: args.name, ...args.tags },
    },
    { parent },
  );
}

function createAlias(parent: CustomerKey, name: string, aliasName: string, key: aws.kms.Key): aws.kms.Alias {
  return new aws.kms.Alias(name, { name: aliasName, targetKeyId: key.keyId }, { parent });
}
