import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn } from "../../arn";
import { ChartRelease, type ChartCluster } from "../../charts";
import type { PolicyStatement } from "../../identity/policy-document";
import type { RoleSettings } from "../../identity/role";
import { InterruptionQueue, type Announcement } from "../interruptions/interruption-queue";
import { handlerValues } from "./handler-values";

/** A group whose nodes are drained before they go. `SelfManagedNodeGroup` satisfies it. */
export interface DrainedGroup {
  /** Physical name of the Auto Scaling group. */
  readonly name: string;
  readonly resource: pulumi.Resource;
}

export interface TerminationHandlerArgs {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: ChartCluster;
  /** At least one. Their instances carry the tag of `terminationTag`. */
  readonly groups: readonly DrainedGroup[];
  /** Seconds that a node has for its pods to leave, from 60 to 7140. A spot instance has 120 whatever is said here. Default 300. */
  readonly drainSeconds?: number;
  /** What its pods wait for: nodes and names. */
  readonly ready: readonly pulumi.Resource[];
  /** Path and boundary of the role. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What drains the nodes of Auto Scaling groups that no service manages before their instances go: spot instances that are
 * taken back, and whatever a group ends itself, in a refresh, to scale in or to even out zones. Each group gets a hook that holds
 * an instance until its pods have left; a queue brings the news, and two pods of the node termination handler act on them.
 * Idle cost: none but the pods' place; about a US dollar per million notices.
 * @throws when a drain would last longer than a hook can hold an instance.
 * @see https://github.com/aws/aws-node-termination-handler
 */
export class TerminationHandler extends pulumi.ComponentResource {
  readonly queue: InterruptionQueue;
  readonly controller: ChartRelease;
  readonly hooks: readonly aws.autoscaling.LifecycleHook[];

  constructor(name: string, args: TerminationHandlerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, groups, drainSeconds = 300 } = args;
    refuseLongDrains(drainSeconds);
    super(
      "platform:nodes:TerminationHandler",
      name,
      { clusterName: cluster.name, groups: groups.map((group) => group.name), drainSeconds },
      opts,
    );
    this.queue = createQueue(this, name, args);
    this.controller = createController(this, name, args, drainSeconds);
    this.hooks = groups.map((group) => createHook(this, name, args, group, drainSeconds));
    this.registerOutputs({ queueArn: this.queue.queueArn });
  }
}

/** A hook holds an instance for two hours at most, and has to outlast the drain. */
function refuseLongDrains(drainSeconds: number): void {
  if (!Number.isInteger(drainSeconds) || drainSeconds < 60 || drainSeconds > 7140)
    throw new Error(`drainSeconds is ${drainSeconds}; write a whole number of seconds from 60 to 7140.`);
}

/** How much longer than the drain an instance is held, in seconds: the news take some of them. */
const delaySeconds = 60;

/**
 * Three announcements are left out on purpose. Of a rebalance recommendation the group itself takes care: it starts the successor,
 * and then ends the instance through its hook; a drain before would leave pods without a place. A change of state comes when the
 * instance is ending already, and whenever one of a warm pool is stopped. On maintenance in some weeks the handler would drain
 * at once, and nobody would give the node back.
 */
function announcements({ groups }: TerminationHandlerArgs): Readonly<Record<string, Announcement>> {
  return {
    lifecycle: {
      source: "aws.autoscaling",
      detailType: "EC2 Instance-terminate Lifecycle Action",
      detail: {
        AutoScalingGroupName: groups.map(({ name }) => name),
        // One of a warm pool has no pods.
        Origin: ["AutoScalingGroup"],
      },
    },
    spot: { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  };
}

function createQueue(parent: TerminationHandler, name: string, args: TerminationHandlerArgs): InterruptionQueue {
  const { prefix, cluster, tags } = args;
  return new InterruptionQueue(
    `${name}-queue`,
    {
      name: `${prefix}-termination`,
      location: cluster.location,
      announcements: announcements(args),
      reader: "termination-handler",
      tags,
    },
    { parent },
  );
}

function createController(
  parent: TerminationHandler,
  name: string,
  args: TerminationHandlerArgs,
  drainSeconds: number,
): ChartRelease {
  const { cluster, ready, roles, tags } = args;
  const { queueUrl, queueArn, ready: queueReady } = parent.queue;
  const serviceAccount = "termination-handler";
  return new ChartRelease(
    name,
    {
      cluster,
      chart: "aws-node-termination-handler",
      values: handlerValues({
        clusterName: cluster.name,
        region: cluster.location.region,
        queueUrl,
        serviceAccount,
        drainSeconds,
      }),
      identities: [{ serviceAccount, statements: handlerPermissions(args, queueArn) }],
      // The hooks go first, so that nothing waits for it any more.
      makesAwsResources: false,
      roles,
      tags,
    },
    { parent, dependsOn: [...ready, ...queueReady] },
  );
}

/** Instances can be described by nobody's name alone: EC2 knows no resource for it. */
function handlerPermissions({ cluster, groups }: TerminationHandlerArgs, queueArn: string): readonly PolicyStatement[] {
  return [
    { sid: "ReadQueue", actions: ["sqs:DeleteMessage", "sqs:ReceiveMessage"], resources: [queueArn] },
    {
      sid: "ReleaseInstances",
      actions: ["autoscaling:CompleteLifecycleAction"],
      resources: groups.map(({ name }) =>
        arn(cluster.location, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}`),
      ),
    },
    {
      sid: "FindInstances",
      actions: ["ec2:DescribeInstances"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": cluster.location.region } },
    },
  ];
}

/** It goes before the handler does, or each instance would be held until its time is up. */
function createHook(
  parent: TerminationHandler,
  name: string,
  { prefix }: TerminationHandlerArgs,
  group: DrainedGroup,
  drainSeconds: number,
): aws.autoscaling.LifecycleHook {
  return new aws.autoscaling.LifecycleHook(
    `${name}-${group.name.replace(`${prefix}-`, "")}`,
    {
      name: "drain",
      autoscalingGroupName: group.name,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      heartbeatTimeout: drainSeconds + delaySeconds,
      // An instance ends in any case: nobody but the handler's pods could say otherwise.
      defaultResult: "CONTINUE",
    },
    { parent, dependsOn: [group.resource, parent.controller.release] },
  );
}
