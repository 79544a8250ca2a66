import { bucketPrivacyConditions, bucketSettings } from "../../engine/data/bucket-privacy";
import { keyTypes } from "../../engine/data/customer-key";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { logGroupConditions } from "../../engine/data/log-group-retention";
import { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Level, type Rule } from "../../engine/rule";
import { and, every, not, or, some, type Truth } from "../../engine/values/truth";

const flowLog = "aws:ec2/flowLog:FlowLog";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const buckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];

const levels: readonly Level[] = ["mandatory", "production", "advisory"];

export const vpcFlowLogs: Rule = {
  id: "LOG-03",
  name: "vpc-flow-logs",
  title: "Every VPC has flow logs that show all traffic and arrive where logs are kept",
  why: "Without flow logs nobody can tell afterwards what a compromised pod talked to.",
  fix: "Register a flow log with vpcId of this VPC and trafficType ALL.",
  level: "mandatory",
  scope: "stack",
  references: { fsbp: ["EC2.6"], soc2: ["CC7.2"], hipaa: ["312(b)"], nsa: ["Log"] },
  reads: { "aws:ec2/vpc:Vpc": [] },
  follows: [flowLog, logGroup, ...buckets, ...keyTypes, ...bucketSettings],
  check(vpc, context) {
    const logs = context.graph.referrers(vpc, flowLog, "vpcId");
    const shows = (...types: readonly string[]): Truth =>
      some(logs, ({ resource, refers }) => and(refers, resource.at("trafficType").is(...types)));
    const isLogged = some(logs, ({ refers }) => refers);
    const isEnough =
      context.parameters.environment === "prod"
        ? or(shows("ALL"), and(shows("ACCEPT"), shows("REJECT")))
        : shows("ALL", "REJECT");
    return [
      violation(not(isLogged), "flowLogs", "The VPC has no flow log."),
      violation(and(isLogged, not(isEnough)), "flowLogs.trafficType", "The flow logs do not show all traffic.", {
        fix: "Set trafficType to ALL.",
      }),
      ...levels.map((level) => destinationCondition(logs, level, context)),
    ];
  },
};

/** That logs arrive where LOG-01 or DATA-07 finds something wrong, at the level of what is wrong. */
function destinationCondition(logs: ReturnType<Graph["referrers"]>, level: Level, context: Context): Condition {
  return violation(
    some(logs, ({ resource, refers }) => and(refers, arrivesBadly(resource, level, context))),
    "flowLogs.logDestination",
    "The flow logs arrive where logs are not kept as they must be.",
    { level, fix: "Correct what LOG-01 or DATA-07 says of the log group or bucket." },
  );
}

function arrivesBadly(log: Resource, level: Level, context: Context): Truth {
  const { graph } = context;
  const destination = destinationOf(log.at("logDestination"));
  const resolution = graph.resolve(log, destination, logGroup, ...buckets);
  if (resolution.kind === "undecided") return resolution.undecided;
  // What another stack owns is judged there.
  if (resolution.kind !== "resolved") return false;
  const bad = resolution.targets.map((target) => breaksRule(target, level, context));
  const all = every(bad, (truth) => truth);
  const any = some(bad, (truth) => truth);
  if (all === true || any === false) return all;
  return resolution.certain ? any : { path: destination.path, reason: "the destination is not known" };
}

function breaksRule(target: Resource, level: Level, context: Context): Truth {
  const judge = target.type === logGroup ? logGroupConditions : bucketPrivacyConditions;
  // Both rules are mandatory where a condition does not say otherwise.
  const conditions = judge(target, context).filter((condition) => (condition.level ?? "mandatory") === level);
  return or(...conditions.map(({ when }) => when));
}

/** The name of the log group or bucket in an ARN, by which the stack knows them. */
function destinationOf(arn: Property): Property {
  const [, name] =
    /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(arn.text() ?? "") ??
    /^arn:[^:]*:s3:::([^/]+)/.exec(arn.text() ?? "") ??
    [];
  return name === undefined ? arn : new Property(name, arn.path, arn.isSecret);
}
