import { unknown } from "../../../../policies/engine/values/value";
import { vpcFlowLogs } from "../../../../policies/rules/logging/vpc-flow-logs";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const vpc = resource("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
const kmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const logs = (inputs: Inputs = { retentionInDays: 365, kmsKeyId }) =>
  resource("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/aws/vpc/main", ...inputs });
const elsewhere = "arn:aws:s3:::logs-of-the-organization/vpc";
const arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/main";

const flowLog = (inputs: Inputs, name = "flow") =>
  resource("aws:ec2/flowLog:FlowLog", name, {
    ...{ vpcId: outputOf(vpc), trafficType: "ALL", logDestination: elsewhere },
    ...inputs,
  });

export const fixtures: RuleFixtures = {
  rule: vpcFlowLogs,

  passes: [
    { when: "all traffic goes to a bucket of another stack", resources: [vpc, flowLog({})] },
    {
      when: "all traffic goes to a log group of the stack, by its ARN",
      resources: [vpc, logs(), flowLog({ logDestination: arn })],
    },
    {
      when: "all traffic goes to a log group that the flow log depends on",
      resources: [vpc, logs(), flowLog({ logDestination: outputOf(logs()) })],
    },
    {
      when: "one flow log shows what is accepted and one what is rejected",
      resources: [vpc, flowLog({ trafficType: "ACCEPT" }), flowLog({ trafficType: "REJECT" }, "other")],
    },
    {
      when: "development shows what is rejected",
      resources: [vpc, flowLog({ trafficType: "REJECT" })],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    { when: "there is no flow log", resources: [vpc], paths: ["flowLogs"] },
    {
      when: "the flow log is that of another VPC",
      resources: [vpc, flowLog({ vpcId: "vpc-0123456789abcdef0" })],
      paths: ["flowLogs"],
    },
    {
      when: "production shows only what is rejected",
      resources: [vpc, flowLog({ trafficType: "REJECT" })],
      paths: ["flowLogs.trafficType"],
    },
    {
      when: "development shows only what is accepted",
      resources: [vpc, flowLog({ trafficType: "ACCEPT" })],
      parameters: { environment: "dev" },
      paths: ["flowLogs.trafficType"],
    },
    {
      when: "the log group keeps logs for ever",
      resources: [vpc, logs({ kmsKeyId }), flowLog({ logDestination: `${arn}:*` })],
      paths: ["flowLogs.logDestination"],
      level: "mandatory",
    },
    {
      when: "the log group has no key",
      resources: [vpc, logs({ retentionInDays: 365 }), flowLog({ logDestination: arn })],
      paths: ["flowLogs.logDestination"],
      level: "production",
    },
    {
      when: "the bucket is open",
      resources: [
        vpc,
        resource("aws:s3/bucket:Bucket", "logs", { bucket: "flow-logs-of-shop" }),
        flowLog({ logDestination: "arn:aws:s3:::flow-logs-of-shop/vpc", logDestinationType: "s3" }),
      ],
      paths: ["flowLogs.logDestination"],
    },
  ],
  undecided: [
    { when: "it is unknown which VPC the flow log is of", resources: [vpc, flowLog({ vpcId: unknown })] },
    { when: "the traffic is unknown", resources: [vpc, flowLog({ trafficType: unknown })] },
    { when: "the destination is unknown", resources: [vpc, logs(), flowLog({ logDestination: unknown })] },
  ],
};
