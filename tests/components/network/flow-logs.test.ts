import assert from "node:assert/strict";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { FlowLogs } from "../../../components/network/flow-logs";
import { unknown } from "../../../policies/engine/values/value";
import { registrations, type Registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const flowLogType = "aws:ec2/flowLog:FlowLog";
const logGroupType = "aws:cloudwatch/logGroup:LogGroup";
const roleType = "aws:iam/role:Role";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";

function build(): Promise<Registrations> {
  return registrations(() => {
    const logKey = new CustomerKey("logs", { name: "logs", description: "Logs", location, statements: [] });
    return new FlowLogs("flow-logs", { name: "platform-dev", location, vpcId: "vpc-1", retentionInDays: 30, logKey });
  });
}

describe("the flow logs", () => {
  it("record everything each minute in an encrypted log group that exists before", async () => {
    const found = await build();
    const logGroup = found.only(logGroupType);
    assert.deepEqual(
      [logGroup.inputs["name"], logGroup.inputs["retentionInDays"], logGroup.inputs["kmsKeyId"]],
      ["/aws/vpc/platform-dev/flow-logs", 30, unknown],
    );
    const flowLog = found.only(flowLogType);
    assert.deepEqual(flowLog.inputs, {
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/platform-dev/flow-logs",
      iamRoleArn: "arn:aws:iam::111122223333:role/platform-dev-flow-logs",
      maxAggregationInterval: 60,
      tags: { Name: "platform-dev-flow-logs" },
    });
    for (const earlier of [logGroup, found.only(roleType), found.only(rolePolicyType)]) {
      assert.ok(found.waitsFor(flowLog, earlier), earlier.type);
    }
  });

  it("are written by a role that only this account's flow logs assume, and that writes there alone", async () => {
    const found = await build();
    assert.deepEqual(JSON.parse(String(found.only(roleType).inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FlowLogsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: ["sts:AssumeRole"],
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
          },
        },
      ],
    });
    const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/platform-dev/flow-logs";
    assert.deepEqual(JSON.parse(String(found.only(rolePolicyType).inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Write",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: [group, `${group}:*`],
        },
        {
          Sid: "Find",
          Effect: "Allow",
          Action: ["logs:DescribeLogGroups"],
          Resource: ["arn:aws:logs:eu-west-1:111122223333:log-group:*"],
        },
      ],
    });
  });
});
