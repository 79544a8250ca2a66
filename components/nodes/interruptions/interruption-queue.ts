import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, endpointSuffix, type Location } from "../../arn";
import { policyDocument } from "../../identity/policy-document";

/** Events that AWS announces about instances. */
export interface Announcement {
  readonly source: "aws.autoscaling" | "aws.ec2" | "aws.health";
  readonly detailType: string;
  /** Fields of the event, each with the values that it may have. Default any. */
  readonly detail?: Readonly<Record<string, readonly string[]>>;
}

export interface InterruptionQueueArgs {
  /** Name of the queue, and what the names of the rules begin with. */
  readonly name: string;
  readonly location: Location;
  /** What its reader is to hear of, by the noun that a rule's name ends in: 64 characters are all that it may have. */
  readonly announcements: Readonly<Record<string, Announcement>>;
  /** Who reads it: the id of each target. */
  readonly reader: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** How long a message is of use, in seconds: a spot instance ends two minutes after its notice. */
const retentionSeconds = 300;

/**
 * The queue from which a controller learns that instances are about to go, so that it drains them in time. Rules match
 * every instance of account and region, since notices carry no tags; its reader drops what is not its own.
 * Its key is SQS's own: messages hold ids of instances, and live for minutes.
 * Idle cost: none; about a US dollar per million notices.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ec2.html
 */
export class InterruptionQueue extends pulumi.ComponentResource {
  readonly queueName: string;
  /** Composed, so that policies which name the queue are known at preview. */
  readonly queueArn: string;
  /** Composed as well, since an unknown one would hide the values of a chart. */
  readonly queueUrl: string;
  /** What its reader waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: InterruptionQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:InterruptionQueue", name, { name: args.name }, opts);
    this.queueName = args.name;
    this.queueArn = arn(args.location, "sqs", args.name);
    this.queueUrl = `https://sqs.${args.location.region}.${endpointSuffix(args.location)}/${args.location.accountId}/${args.name}`;
    const queue = createQueue(this, name, args);
    const policy = createPolicy(this, name, args, queue);
    const targets = Object.entries(args.announcements).map(([noun, announcement]) =>
      createTarget(this, name, args, { noun, ...announcement }, policy),
    );
    this.ready = [queue, policy, ...targets];
    this.registerOutputs({ queueArn: this.queueArn });
  }
}

function ruleName({ name }: InterruptionQueueArgs, noun: string): string {
  return `${name}-${noun}`;
}

function createQueue(parent: InterruptionQueue, name: string, args: InterruptionQueueArgs): aws.sqs.Queue {
  return new aws.sqs.Queue(
    name,
    {
      name: args.name,
      messageRetentionSeconds: retentionSeconds,
      sqsManagedSseEnabled: true,
      tags: { ...args.tags },
    },
    // The name is fixed, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
}

function createPolicy(
  parent: InterruptionQueue,
  name: string,
  args: InterruptionQueueArgs,
  queue: aws.sqs.Queue,
): aws.sqs.QueuePolicy {
  const resources = [parent.queueArn];
  return new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: queue.id,
      policy: policyDocument([
        {
          sid: "RulesSend",
          principals: { Service: "events.amazonaws.com" },
          actions: ["sqs:SendMessage"],
          resources,
          conditions: {
            ArnEquals: {
              "aws:SourceArn": Object.keys(args.announcements).map((noun) =>
                arn(args.location, "events", `rule/${ruleName(args, noun)}`),
              ),
            },
          },
        },
        {
          sid: "DenyPlainText",
          effect: "Deny",
          principals: "*",
          actions: ["sqs:*"],
          resources,
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    },
    { parent: queue },
  );
}

/** A rule, and its target once the queue admits it: what is refused before is lost in silence. */
function createTarget(
  parent: InterruptionQueue,
  name: string,
  args: InterruptionQueueArgs,
  { noun, source, detailType, detail }: Announcement & { readonly noun: string },
  policy: aws.sqs.QueuePolicy,
): aws.cloudwatch.EventTarget {
  const rule = new aws.cloudwatch.EventRule(
    `${name}-${noun}`,
    {
      name: ruleName(args, noun),
      description: `${detailType} for ${args.name}`,
      eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType], detail }),
      tags: { ...args.tags },
    },
    { parent, deleteBeforeReplace: true },
  );
  return new aws.cloudwatch.EventTarget(
    `${name}-${noun}`,
    { rule: rule.name, targetId: args.reader, arn: parent.queueArn },
    { parent: rule, dependsOn: [policy] },
  );
}
