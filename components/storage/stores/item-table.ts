import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import type { BackupTag } from "../volume-tags";

export interface ItemTableArgs {
  /** 3-255 letters, digits and _.-, unique in account and region. */
  readonly name: string;
  readonly location: Location;
  /** Attribute that items are partitioned by, a string. It can never change. */
  readonly partitionKey: string;
  /** Encrypts the items. Whoever reads or writes them needs rights on it too: grants take it as `key`. */
  readonly key: CustomerKey;
  /** Marks the table for a backup plan. Default none: points in time can be had back for 35 days all the same. */
  readonly backup?: BackupTag | undefined;
  /** Whether AWS refuses to delete the table. Default true. */
  readonly deletionProtection?: boolean;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A DynamoDB table under a customer key, restorable to any second of the last 35 days, and billed by request.
 * Idle cost: none; items are billed per GiB and month.
 * @throws when DynamoDB would refuse the name.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/best-practices-security-preventative.html
 */
export class ItemTable extends pulumi.ComponentResource {
  readonly name: string;
  /** Composed, so that grants on the table are known at preview. */
  readonly arn: string;
  readonly resource: aws.dynamodb.Table;

  constructor(name: string, args: ItemTableArgs, opts?: pulumi.ComponentResourceOptions) {
    if (!/^[a-zA-Z0-9_.-]{3,255}$/.test(args.name)) {
      throw new Error(`The table name "${args.name}" must be 3 to 255 letters, digits and _.-; change the prefix.`);
    }
    super("platform:storage:ItemTable", name, { name: args.name }, opts);
    this.name = args.name;
    this.arn = arn(args.location, "dynamodb", `table/${args.name}`);
    this.resource = createTable(this, name, args);
    this.registerOutputs({ arn: this.arn });
  }
}

function createTable(parent: ItemTable, name: string, args: ItemTableArgs): aws.dynamodb.Table {
  const { partitionKey, key, backup } = args;
  return new aws.dynamodb.Table(
    name,
    {
      name: args.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: partitionKey,
      attributes: [{ name: partitionKey, type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: args.deletionProtection ?? true,
      tags: { ...args.tags, ...(backup === undefined ? {} : { [backup.key]: backup.value }), Name: args.name },
    },
    // The name is fixed, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
}
