/** A kind of resource that grants are on. */
export interface ResourceKind {
  /** What a message calls it, with its article. */
  readonly noun: string;
  /** Of the whole ARN. Wildcards match only where a resource has no exact ARN before it exists. */
  readonly pattern: RegExp;
  readonly example: string;
}

const partition = "arn:aws(-cn|-us-gov)?";

/** An ARN in a region and an account, or with `regionless` in an account alone. */
function pattern(service: string, resource: string, { scope = "[a-z0-9-]+:[0-9]{12}" } = {}): RegExp {
  return new RegExp(`^${partition}:${service}:${scope}:${resource}$`);
}

/** The resources of all grants, each by the service's own rules for names. */
export const kinds = {
  bucket: {
    noun: "a bucket",
    pattern: pattern("s3", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", { scope: ":" }),
    example: "arn:aws:s3:::shop-incoming",
  },
  table: {
    noun: "a table",
    pattern: pattern("dynamodb", "table/[a-zA-Z0-9_.-]{3,255}"),
    example: "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders",
  },
  queue: {
    noun: "a queue",
    pattern: pattern("sqs", "[a-zA-Z0-9_-]{1,80}(\\.fifo)?"),
    example: "arn:aws:sqs:eu-west-1:111122223333:shop-orders",
  },
  topic: {
    noun: "a topic",
    pattern: pattern("sns", "[a-zA-Z0-9_-]{1,256}(\\.fifo)?"),
    example: "arn:aws:sns:eu-west-1:111122223333:shop-orders",
  },
  secret: {
    noun: "a secret with its suffix of six characters, which secretArn() writes as ??????",
    pattern: pattern("secretsmanager", "secret:[a-zA-Z0-9/_+=.@-]+-([a-zA-Z0-9]{6}|\\?{6})"),
    example: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/database-??????",
  },
  key: {
    noun: "a key",
    pattern: pattern("kms", "key/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"),
    example: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  },
  parameter: {
    noun: "a parameter",
    pattern: pattern("ssm", "parameter/[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*"),
    example: "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/limit",
  },
  hostedZone: {
    noun: "a hosted zone",
    pattern: pattern("route53", "hostedzone/Z[A-Z0-9]{1,31}", { scope: ":" }),
    example: "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
  },
  repository: {
    noun: "a repository",
    pattern: pattern("ecr", "repository/[a-z0-9]+([._/-]+[a-z0-9]+)*"),
    example: "arn:aws:ecr:eu-west-1:111122223333:repository/shop/web",
  },
  eventBus: {
    noun: "an event bus",
    pattern: pattern("events", "event-bus/[a-zA-Z0-9._/-]{1,256}"),
    example: "arn:aws:events:eu-west-1:111122223333:event-bus/shop",
  },
  stream: {
    noun: "a data stream",
    pattern: pattern("kinesis", "stream/[a-zA-Z0-9_.-]{1,128}"),
    example: "arn:aws:kinesis:eu-west-1:111122223333:stream/shop-clicks",
  },
  model: {
    noun: "a foundation model",
    pattern: pattern("bedrock", "foundation-model/[a-zA-Z0-9.:-]+", { scope: "[a-z0-9-]+:" }),
    example: "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0",
  },
  inferenceProfile: {
    noun: "an inference profile",
    pattern: pattern("bedrock", "(application-)?inference-profile/[a-zA-Z0-9.:-]+"),
    example: "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0",
  },
} as const satisfies Readonly<Record<string, ResourceKind>>;

/**
 * The ARN that a grant is on.
 * @param grant name of the grant, such as `s3.read`, for the message.
 * @throws when the ARN is an output, which is unknown at preview, or not one of the kind.
 */
export function resource(grant: string, kind: keyof typeof kinds, arn: unknown): string {
  const { noun, pattern, example }: ResourceKind = kinds[kind];
  if (typeof arn !== "string" || arn.includes("Calling [toString] on an [Output")) {
    throw new Error(
      `${grant}: the ARN of ${noun} is not known at preview; compose it from its name, such as "${example}", and let what uses the role depend on the resource.`,
    );
  }
  if (!pattern.test(arn))
    throw new Error(`${grant}: "${arn}" is not the ARN of ${noun}; write one such as "${example}".`);
  return arn;
}

/** The region of an ARN that has one. */
export function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}

/** The part of an ARN after region and account, without the type: the name. */
export function nameOf(arn: string): string {
  return arn
    .split(":")
    .slice(5)
    .join(":")
    .replace(
      /^(table|secret|key|parameter|hostedzone|repository|event-bus|stream|foundation-model|[a-z-]*inference-profile)[/:]/,
      "",
    );
}

/** A sid of what is done and of what it is done to: `sid("GetObjects", "shop-incoming/orders")` is `GetObjectsShopIncomingOrders`. */
export function sid(intent: string, ...names: readonly string[]): string {
  const words = names.flatMap((name) => name.split(/[^A-Za-z0-9]+/)).filter((word) => word !== "");
  return intent + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
