import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, iamArn, type Location } from "../../arn";
import { CustomerKey } from "../../encryption/customer-key";
import { eventBridgePublishes, servicesPublish } from "../../encryption/key-policy";
import { policyDocument, type PolicyStatement } from "../../identity/policy-document";

/** A service that may publish, on behalf of this account only. */
export interface Publisher {
  /** What the statement is called; letters and digits. */
  readonly sid: string;
  /** Service principal, such as `events.amazonaws.com`. */
  readonly service: string;
  /** Resources the service may speak for. ARNs, `*` allowed. */
  readonly sourceArns: readonly string[];
  /** Default `sns:Publish` alone. */
  readonly actions?: readonly string[];
}

export interface AlarmTopicArgs {
  /** Name of the topic, and of the alias of its key. */
  readonly name: string;
  readonly location: Location;
  readonly publishers: readonly Publisher[];
  /**
   * Whether rules of EventBridge publish. It states no source when it does, and a condition on one would keep its messages
   * out without a trace: whoever knows the topic's ARN can then have a rule write to it. Default false.
   */
  readonly eventBridge?: boolean;
  /**
   * E-mail addresses. Each gets a message in which it must confirm; until then AWS sends it nothing and says nothing, and
   * a destroy leaves an unconfirmed subscription behind for three days.
   */
  readonly emails: readonly string[];
  /** Whether Pulumi refuses to delete the key. Default false. */
  readonly protect?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The topic that every alarm goes to. It is encrypted with a key of its own, since the key that AWS manages for SNS can
 * never admit another service: its messages would be lost without a trace. Topic and key admit the same publishers.
 * Idle cost: the key.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends pulumi.ComponentResource {
  /** Composed, so that alarms and budgets that name it are known at preview. */
  readonly arn: string;
  /** Alias of its key, by which policies of those who publish as themselves name it. */
  readonly keyAliasName: string;
  /** What publishers wait for: the topic with its policy and its key. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:monitoring:AlarmTopic", name, { name: args.name, publishers: services(args) }, opts);
    this.arn = arn(args.location, "sns", args.name);
    const key = createKey(this, name, args);
    this.keyAliasName = key.aliasName;
    const topic = createTopic(this, name, args, key);
    const policy = createPolicy(this, name, args, topic, this.arn);
    for (const email of args.emails) subscribe(this, name, email, topic, policy);
    this.ready = [key.key, topic, policy];
    this.registerOutputs({ arn: this.arn });
  }
}

const services = ({ publishers }: AlarmTopicArgs): string[] => publishers.map(({ service }) => service);

function createKey(parent: AlarmTopic, name: string, args: AlarmTopicArgs): CustomerKey {
  return new CustomerKey(
    name,
    {
      name: args.name,
      description: `Messages of the topic ${args.name}`,
      location: args.location,
      statements: [
        servicesPublish(args.location, services(args)),
        ...(args.eventBridge === true ? [eventBridgePublishes] : []),
      ],
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    { parent, protect: args.protect ?? false },
  );
}

function createTopic(parent: AlarmTopic, name: string, args: AlarmTopicArgs, key: CustomerKey): aws.sns.Topic {
  return new aws.sns.Topic(
    name,
    { name: args.name, kmsMasterKeyId: key.arn, tags: { Name: args.name, ...args.tags } },
    { parent },
  );
}

function createPolicy(
  parent: AlarmTopic,
  name: string,
  { location, publishers, eventBridge = false }: AlarmTopicArgs,
  topic: aws.sns.Topic,
  topicArn: string,
): aws.sns.TopicPolicy {
  const policy = policyDocument([
    ownerAdministers(location, topicArn),
    ...publishers.map((publisher) => publishes(location, publisher, topicArn)),
    ...(eventBridge ? [eventBridgeWrites(topicArn)] : []),
    refusesPlainText(topicArn),
  ]);
  // A topic has one policy: a replacement beside its predecessor would be deleted with it.
  return new aws.sns.TopicPolicy(
    name,
    { arn: topicArn, policy },
    { parent, dependsOn: [topic], deleteBeforeReplace: true },
  );
}

/** A topic's own policy replaces the default one, and with it the owner's rights. */
function ownerAdministers(location: Location, topicArn: string): PolicyStatement {
  return {
    sid: "OwnerAdministers",
    principals: { AWS: iamArn(location, "root") },
    actions: [
      "sns:AddPermission",
      "sns:DeleteTopic",
      "sns:GetTopicAttributes",
      "sns:ListSubscriptionsByTopic",
      "sns:Publish",
      "sns:RemovePermission",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
    ],
    resources: [topicArn],
  };
}

function publishes(location: Location, publisher: Publisher, topicArn: string): PolicyStatement {
  return {
    sid: publisher.sid,
    principals: { Service: publisher.service },
    actions: publisher.actions ?? ["sns:Publish"],
    resources: [topicArn],
    conditions: {
      StringEquals: { "aws:SourceAccount": location.accountId },
      ArnLike: { "aws:SourceArn": publisher.sourceArns },
    },
  };
}

function eventBridgeWrites(topicArn: string): PolicyStatement {
  return {
    sid: "EventBridgePublishes",
    principals: { Service: "events.amazonaws.com" },
    actions: ["sns:Publish"],
    resources: [topicArn],
  };
}

function refusesPlainText(topicArn: string): PolicyStatement {
  return {
    sid: "RefusePlainText",
    effect: "Deny",
    principals: "*",
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function subscribe(
  parent: AlarmTopic,
  name: string,
  email: string,
  topic: aws.sns.Topic,
  policy: aws.sns.TopicPolicy,
): aws.sns.TopicSubscription {
  return new aws.sns.TopicSubscription(
    `${name}-${email}`,
    { topic: topic.arn, protocol: "email", endpoint: email },
    { parent, dependsOn: [policy] },
  );
}
