import type { PolicyStatement } from "../policy-document";
import { withKey, type KeyReference } from "./kms";
import { nameOf, resource, sid } from "./resource";

export interface ItemOptions {
  /** Partition keys that items must have, such as `["tenant-a"]`; values may have `*` and policy variables. Default any. */
  readonly leadingKeys?: readonly string[];
  /** Customer key of the table. Left out where the table has none. */
  readonly key?: KeyReference;
}

export interface ReadOptions extends ItemOptions {
  /** Names of indexes that may be queried as well. */
  readonly indexes?: readonly string[];
}

/**
 * Gets and queries items. Not scans: they read what belongs to everybody, and no condition on keys confines them.
 * @throws when the ARN is unknown or malformed, a list is empty, or an index has no proper name.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function read(tableArn: string, options: ReadOptions = {}): readonly PolicyStatement[] {
  const { indexes, key } = options;
  const table = resource("dynamodb.read", "table", tableArn);
  const conditions = leadingKeyConditions("dynamodb.read", options);
  const items = {
    sid: sid("GetItems", nameOf(table)),
    actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
    resources: [table],
    ...conditions,
  };
  if (indexes === undefined) return withTableKey(items, table, key);
  const query = {
    sid: sid("QueryIndexes", nameOf(table)),
    actions: ["dynamodb:Query"],
    resources: indexArns(table, indexes),
    ...conditions,
  };
  return [query, ...withTableKey(items, table, key)];
}

/** Puts items: new ones, and whole ones over old ones of the same key. See `read`. */
export function put(tableArn: string, options: ItemOptions = {}): readonly PolicyStatement[] {
  return change("dynamodb.put", "PutItems", ["dynamodb:PutItem"], tableArn, options);
}

/** Puts, updates and deletes items. See `read`. */
export function write(tableArn: string, options: ItemOptions = {}): readonly PolicyStatement[] {
  return change(
    "dynamodb.write",
    "WriteItems",
    ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
    tableArn,
    options,
  );
}

function change(
  grant: string,
  intent: string,
  actions: readonly string[],
  tableArn: string,
  options: ItemOptions,
): readonly PolicyStatement[] {
  const table = resource(grant, "table", tableArn);
  const conditions = leadingKeyConditions(grant, options);
  return withTableKey(
    { sid: sid(intent, nameOf(table)), actions, resources: [table], ...conditions },
    table,
    options.key,
  );
}

function indexArns(table: string, indexes: readonly string[]): readonly string[] {
  const wrong = indexes.find((index) => !/^[a-zA-Z0-9_.-]{3,255}$/.test(index));
  if (wrong !== undefined || indexes.length === 0) {
    throw new Error(
      wrong === undefined
        ? "dynamodb.read: the list of indexes is empty; name some, or leave it out."
        : `dynamodb.read: "${wrong}" is not the name of an index; write 3 to 255 letters, digits and _.-.`,
    );
  }
  return indexes.map((index) => `${table}/index/${index}`);
}

/** A request without any key would satisfy "all of its keys": it has to have one. */
function leadingKeyConditions(grant: string, { leadingKeys }: ItemOptions): Pick<PolicyStatement, "conditions"> {
  if (leadingKeys === undefined) return {};
  if (leadingKeys.length === 0 || leadingKeys.some((value) => value === "" || value === "*")) {
    throw new Error(
      `${grant}: the leading keys ${JSON.stringify(leadingKeys)} confine nothing; name partition keys such as ["tenant-a"], or leave them out.`,
    );
  }
  const operator = leadingKeys.some((value) => /[*?]/.test(value)) ? "StringLike" : "StringEquals";
  return {
    conditions: {
      [`ForAllValues:${operator}`]: { "dynamodb:LeadingKeys": leadingKeys },
      Null: { "dynamodb:LeadingKeys": "false" },
    },
  };
}

/**
 * Whoever reads or writes items has DynamoDB decrypt the table's own key.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
function withTableKey(
  statement: PolicyStatement,
  table: string,
  key: KeyReference | undefined,
): readonly PolicyStatement[] {
  const context = { "aws:dynamodb:tableName": [nameOf(table)] };
  return withKey(statement, key, { service: "dynamodb", actions: ["kms:Decrypt"], context });
}
