import { arn, type Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { nameOf, regionOf, resource, sid } from "./resource";

/** A key by its ARN, or, since that is unknown before the key exists, by an alias and where it is. */
export type KeyReference = string | { readonly location: Location; readonly aliasName: string };

/** What can be done with a symmetric key. */
export type KeyAction = "kms:Decrypt" | "kms:Encrypt" | "kms:GenerateDataKey";

export interface KeyUse {
  /** Default `kms:Decrypt` and `kms:GenerateDataKey`: reading and writing with envelopes. */
  readonly actions?: readonly KeyAction[];
  /** The service that uses the key on the workload's behalf, such as `s3`. Left out, the workload calls KMS itself. */
  readonly service?: string;
  /** Encryption context that every call has, each with the values of which one must match; `*` and `?` are wildcards. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** Default: of the key and the service. Two uses of one key through one service need names of their own. */
  readonly sid?: string;
}

/**
 * Uses a key, directly or through one service only, for data of one context only.
 * @throws when the key's ARN is unknown or malformed, the alias is not one of yours, or a context has no value.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function use(
  key: KeyReference,
  { actions, service, context = {}, sid: id }: KeyUse = {},
): readonly PolicyStatement[] {
  const { name, region, resources, isKey } = keyOf("kms.use", key);
  const empty = Object.entries(context).find(([, values]) => values.length === 0);
  if (empty !== undefined) {
    throw new Error(
      `kms.use: the context "${empty[0]}" has no value, so nothing would match; name one or leave it out.`,
    );
  }
  const equals = service === undefined ? {} : { "kms:ViaService": `${service}.${region}.amazonaws.com` };
  const like = Object.fromEntries(
    Object.entries(context).map(([at, values]) => [`kms:EncryptionContext:${at}`, values]),
  );
  const conditions = {
    ...isKey,
    ...(service === undefined ? {} : { StringEquals: equals }),
    ...(Object.keys(context).length === 0 ? {} : { StringLike: like }),
  };
  return [
    {
      sid: id ?? sid("UseKey", name, ...(service === undefined ? [] : ["for", service])),
      actions: actions ?? ["kms:Decrypt", "kms:GenerateDataKey"],
      resources,
      ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    },
  ];
}

/** A statement on a resource, and what it takes to use its customer key where it has one. */
export function withKey(
  statement: PolicyStatement,
  key: KeyReference | undefined,
  { service, actions, context = {} }: Pick<KeyUse, "context"> & Required<Pick<KeyUse, "service" | "actions">>,
): readonly PolicyStatement[] {
  return key === undefined
    ? [statement]
    : [statement, ...use(key, { sid: `${statement.sid}Key`, service, actions, context })];
}

function keyOf(grant: string, key: KeyReference) {
  if (typeof key === "object" && "aliasName" in key) {
    const { location, aliasName } = key;
    if (!/^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/.test(aliasName)) {
      throw new Error(
        `${grant}: "${aliasName}" is not the alias of a key of yours; write one such as "alias/shop-data".`,
      );
    }
    return {
      name: aliasName.replace(/^alias\//, ""),
      region: location.region,
      resources: [arn(location, "kms", "key/*")],
      isKey: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliasName } },
    };
  }
  const keyArn = resource(grant, "key", key);
  return { name: nameOf(keyArn), region: regionOf(keyArn), resources: [keyArn], isKey: {} };
}
