import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../../arn";
import { policyDocument } from "../../identity/policy-document";

export interface InterruptionQueueArgs {
  /** Name of the queue, and what the names of the rules begin with. */
  readonly name: string;
  readonly location: Location;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What EC2 and AWS Health announce about instances, by the noun that a rule's name ends in: 64 characters are all that it
 * may have.
 */
const announcements = {
  health: { source: "aws.health", detailType: "AWS Health Event" },
  spot: { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  state: { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  reservation: { source: "aws.ec2", detailType: "EC2 Capacity Reservation Instance Interruption Warning" },
} as const;

/** How long a message is of use, in seconds: a spot instance ends two minutes after its notice. */
const retentionSeconds = 300;

/**
 * The queue from which Karpenter learns that instances are about to go, so that it drains them in time. The rules match
 * every instance of account and region, since notices carry no tags; Karpenter drops what is not its own.
 * Its key is SQS's own: messages hold ids of instances, and live for minutes.
 * Idle cost: none; about a US dollar per million notices.
 * @see https://karpenter.sh/docs/concepts/disruption/#interruption
 */
export class InterruptionQueue extends pulumi.ComponentResource {
  readonly queueName: string;
  /** Composed, so that policies which name the queue are known at preview. */
  readonly queueArn: string;
  /** What its reader waits for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: InterruptionQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:InterruptionQueue", name, { name: args.name }, opts);
    this.queueName = args.name;
    this.queueArn = arn(args.location, "sqs", args.name);
    const queue = createQueue(this, name, args);
    const policy = createPolicy(this, name, args, queue);
    const targets = Object.keys(announcements).map((noun) =>
      createTarget(this, name, args, noun as keyof typeof announcements, policy),
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
              "aws:SourceArn": Object.keys(announcements).map((noun) =>
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
  noun: keyof typeof announcements,
  policy: aws.sqs.QueuePolicy,
): aws.cloudwatch.EventTarget {
  const { source, detailType } = announcements[noun];
  const rule = new aws.cloudwatch.EventRule(
    `${name}-${noun}`,
    {
      name: ruleName(args, noun),
      description: `${detailType} for ${args.name}`,
      eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }),
      tags: { ...args.tags },
    },
    { parent, deleteBeforeReplace: true },
  );
  return new aws.cloudwatch.EventTarget(
    `${name}-${noun}`,
    { rule: rule.name, targetId: "karpenter", arn: parent.queueArn },
    { parent: rule, dependsOn: [policy] },
  );
}
