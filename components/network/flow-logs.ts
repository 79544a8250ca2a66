import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, iamArn, type Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../encryption/encrypted-log-group";
import { policyDocument } from "../identity/policy-document";

export interface FlowLogsArgs {
  /** Prefix of physical names. */
  readonly name: string;
  readonly location: Location;
  readonly vpcId: pulumi.Input<string>;
  readonly retentionInDays: LogRetentionDays;
  /** Encrypts the log group; its policy must admit CloudWatch Logs for `/aws/vpc/<name>/flow-logs`. */
  readonly logKey: CustomerKey;
  /** Seconds over which a record sums up a connection: 60, or 600 for fewer records. Default 60. */
  readonly aggregationInterval?: 60 | 600 | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Records of every accepted and rejected connection in a VPC, in an encrypted log group.
 * Creates the log group, the role that the service writes with and the flow log.
 * Idle cost: none; ingestion is billed per GB.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowLogs extends pulumi.ComponentResource {
  readonly logGroupName: string;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    const logGroupName = `/aws/vpc/${args.name}/flow-logs`;
    super("platform:network:FlowLogs", name, { logGroupName, retentionInDays: args.retentionInDays }, opts);
    this.logGroupName = logGroupName;
    const logGroup = encryptedLogGroup(
      name,
      {
        name: logGroupName,
        retentionInDays: args.retentionInDays,
        key: args.logKey,
        ...(args.tags === undefined ? {} : { tags: args.tags }),
      },
      { parent: this },
    );
    const role = createRole(this, name, args);
    const policy = createRolePolicy(this, name, args, role, logGroupName);
    createFlowLog(this, name, args, logGroupName, [logGroup, policy]);
    this.registerOutputs({ logGroupName });
  }
}

function roleName(args: FlowLogsArgs): string {
  return `${args.name}-flow-logs`;
}

function createRole(parent: FlowLogs, name: string, args: FlowLogsArgs): aws.iam.Role {
  return new aws.iam.Role(
    name,
    {
      name: roleName(args),
      description: "VPC flow logs write to their log group",
      assumeRolePolicy: policyDocument([
        {
          sid: "FlowLogsOfThisAccount",
          principals: { Service: "vpc-flow-logs.amazonaws.com" },
          actions: ["sts:AssumeRole"],
          conditions: {
            StringEquals: { "aws:SourceAccount": args.location.accountId },
            ArnLike: { "aws:SourceArn": arn(args.location, "ec2", "vpc-flow-log/*") },
          },
        },
      ]),
      tags: { ...args.tags },
    },
    { parent },
  );
}

function createRolePolicy(
  parent: FlowLogs,
  name: string,
  args: FlowLogsArgs,
  role: aws.iam.Role,
  logGroupName: string,
): aws.iam.RolePolicy {
  const logGroupArn = arn(args.location, "logs", `log-group:${logGroupName}`);
  return new aws.iam.RolePolicy(
    name,
    {
      name: "write",
      role: role.name,
      policy: policyDocument([
        // Without logs:CreateLogGroup: a group that the service made would have neither key nor retention.
        {
          sid: "Write",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [logGroupArn, `${logGroupArn}:*`],
        },
        {
          sid: "Find",
          actions: ["logs:DescribeLogGroups"],
          resources: [arn(args.location, "logs", "log-group:*")],
        },
      ]),
    },
    { parent },
  );
}

function createFlowLog(
  parent: FlowLogs,
  name: string,
  args: FlowLogsArgs,
  logGroupName: string,
  dependsOn: readonly pulumi.Resource[],
): aws.ec2.FlowLog {
  return new aws.ec2.FlowLog(
    name,
    {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: arn(args.location, "logs", `log-group:${logGroupName}`),
      iamRoleArn: iamArn(args.location, `role/${roleName(args)}`),
      maxAggregationInterval: args.aggregationInterval ?? 60,
      tags: { ...args.tags, Name: `${args.name}-flow-logs` },
    },
    // Both ARNs are plain text, so the order has to be told.
    { parent, dependsOn: [...dependsOn] },
  );
}
