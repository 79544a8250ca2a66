import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { accessEntry } from "../cluster/control-plane/access-entries";
import { role, type Role, type RoleSettings } from "../identity/role";
import { emergencyProblems, emergencyTrust } from "./emergency-trust";

export interface BreakGlassArgs {
  /** What the names begin with: `<project>-<stack>`. */
  readonly prefix: string;
  readonly cluster: {
    readonly name: string;
    readonly arn: string;
    readonly location: Location;
    readonly resource: pulumi.Resource;
  };
  /** ARNs of IAM users, or of roles that are assumed with a second factor. They have to exist. At least one. */
  readonly principalArns: readonly string[];
  /** Topic that is told. Its policy and key admit EventBridge. */
  readonly topic: { readonly arn: string; readonly ready: readonly pulumi.Resource[] };
  /** Path and boundary of the role. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The way into a cluster when every other is shut: a role that named people assume for an hour with a second factor,
 * which is a cluster administrator by an access entry of its own, and a message to the topic whenever somebody does.
 * The message needs a CloudTrail trail in the account that logs management events of this region.
 * Idle cost: none.
 * @throws when nobody is named, or somebody who could never assume it.
 * @see https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_emergency_process.html
 */
export class BreakGlass extends pulumi.ComponentResource {
  readonly roleArn: string;

  constructor(name: string, args: BreakGlassArgs, opts?: pulumi.ComponentResourceOptions) {
    check(args);
    super("platform:access:BreakGlass", name, { principalArns: args.principalArns, topicArn: args.topic.arn }, opts);
    const emergency = createRole(this, name, args);
    this.roleArn = emergency.arn;
    const alarm = createAlarm(this, name, args, emergency);
    letIn(this, name, args, emergency, alarm);
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function check({ principalArns }: BreakGlassArgs): void {
  if (principalArns.length === 0)
    throw new Error("BreakGlass: principalArns is [], so nobody could get in; name IAM users with a second factor.");
  const [first] = emergencyProblems(principalArns);
  if (first !== undefined) throw new Error(`BreakGlass: principalArns ${first.message}`);
}

const breakGlassName = (prefix: string): string => `${prefix}-break-glass`;

function createRole(parent: BreakGlass, name: string, { prefix, cluster, principalArns, roles, tags }: BreakGlassArgs) {
  return role(
    name,
    {
      name: breakGlassName(prefix),
      location: cluster.location,
      trust: emergencyTrust(cluster.location, principalArns),
      description: `Administers the cluster ${cluster.name} in emergencies`,
      maxSessionDurationSeconds: 3600,
      // The kubeconfig is written with it. What is wrong in AWS has ways of its own.
      statements: [{ sid: "FindCluster", actions: ["eks:DescribeCluster"], resources: [cluster.arn] }],
      ...roles,
      tags,
    },
    parent,
  );
}

/** The entry waits for the alarm: nobody gets in untold. */
function letIn(
  parent: BreakGlass,
  name: string,
  { cluster, tags }: BreakGlassArgs,
  emergency: Role,
  alarm: pulumi.Resource,
): void {
  accessEntry(
    name,
    { name, principalArn: emergency.arn, policies: [{ policy: "AmazonEKSClusterAdminPolicy" }] },
    {
      name: cluster.name,
      partition: cluster.location.partition,
      resource: cluster.resource,
      // The entry holds the role's id, which a role that is made again does not have.
      role: emergency.resource,
      after: [alarm],
      tags,
    },
    parent,
  );
}

function createAlarm(parent: BreakGlass, name: string, args: BreakGlassArgs, emergency: Role): pulumi.Resource {
  const { prefix, cluster, topic, tags } = args;
  const rule = new aws.cloudwatch.EventRule(
    name,
    {
      name: breakGlassName(prefix),
      description: `Somebody assumes ${emergency.name}`,
      eventPattern: JSON.stringify({
        source: ["aws.sts"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["sts.amazonaws.com"],
          eventName: ["AssumeRole"],
          requestParameters: { roleArn: [emergency.arn] },
        },
      }),
      // CloudTrail counts AssumeRole among what only reads, which plain rules are not told of.
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      tags: { ...tags },
    },
    { parent },
  );
  return new aws.cloudwatch.EventTarget(
    name,
    {
      rule: rule.name,
      targetId: "alarms",
      arn: topic.arn,
      inputTransformer: { inputPaths, inputTemplate: JSON.stringify(message(emergency.name, cluster)) },
    },
    { parent, dependsOn: [...topic.ready] },
  );
}

const inputPaths = {
  principal: "$.detail.userIdentity.arn",
  session: "$.detail.requestParameters.roleSessionName",
  address: "$.detail.sourceIPAddress",
  time: "$.detail.eventTime",
  error: "$.detail.errorCode",
};

/** The template of one JSON text, in which EventBridge fills what is in angle brackets. */
function message(roleName: string, { name, location }: BreakGlassArgs["cluster"]): string {
  return (
    `EMERGENCY ACCESS: <principal> assumed ${roleName} at <time> from <address> as session <session>. <error> ` +
    `It administers the cluster ${name} in ${location.region} (${location.accountId}) for one hour. ` +
    `If nobody announced it, revoke the sessions of the role now.`
  );
}
