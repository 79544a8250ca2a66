import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../encryption/encrypted-log-group";
import { policyDocument, type PolicyStatement } from "../identity/policy-document";
import { role, type Role, type RoleSettings } from "../identity/role";

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
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
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
    const writer = createRole(this, name, args, logGroupName);
    createFlowLog(this, name, args, logGroupName, writer, [logGroup, writer.resource, ...writer.policies]);
    this.registerOutputs({ logGroupName });
  }
}

function createRole(parent: FlowLogs, name: string, args: FlowLogsArgs, logGroupName: string): Role {
  return role(
    name,
    {
      name: `${args.name}-flow-logs`,
      location: args.location,
      description: "VPC flow logs write to their log group",
      trust: policyDocument([
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
      statements: writeStatements(args.location, logGroupName),
      ...args.roles,
      tags: args.tags,
    },
    parent,
  );
}

/** Without logs:CreateLogGroup: a group that the service made would have neither key nor retention. */
function writeStatements(location: Location, logGroupName: string): readonly PolicyStatement[] {
  const logGroupArn = arn(location, "logs", `log-group:${logGroupName}`);
  return [
    {
      sid: "Write",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
      resources: [logGroupArn, `${logGroupArn}:*`],
    },
    { sid: "Find", actions: ["logs:DescribeLogGroups"], resources: [arn(location, "logs", "log-group:*")] },
  ];
}

function createFlowLog(
  parent: FlowLogs,
  name: string,
  args: FlowLogsArgs,
  logGroupName: string,
  writer: Role,
  dependsOn: readonly pulumi.Resource[],
): aws.ec2.FlowLog {
  return new aws.ec2.FlowLog(
    name,
    {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: arn(args.location, "logs", `log-group:${logGroupName}`),
      iamRoleArn: writer.arn,
      maxAggregationInterval: args.aggregationInterval ?? 60,
      tags: { ...args.tags, Name: `${args.name}-flow-logs` },
    },
    // Both ARNs are plain text, so the order has to be told.
    { parent, dependsOn: [...dependsOn] },
  );
}
