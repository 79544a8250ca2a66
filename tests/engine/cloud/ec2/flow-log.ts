import { text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { allows } from "../iam/policy-document";
import { inlineStatements, roleOf, trusts } from "../iam/role";
import { logGroupOf } from "../observability/log-group";
import { demand } from "../refusal";
import { demandVpc } from "./vpc";

/** What the service does with a log group that exists already. It makes one only where there is none. */
const actions = ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"];

export const flowLog: CloudType = {
  token: "aws:ec2/flowLog:FlowLog",
  replaces: ["*"],
  create({ inputs, cloud }) {
    demandVpc(text(inputs, "vpcId"), cloud);
    const id = cloud.newId("fl");
    const arn = cloud.arn("ec2", `vpc-flow-log/${id}`);
    const destination = text(inputs, "logDestination");
    if (text(inputs, "logDestinationType") === "cloud-watch-logs") {
      demand(logGroupOf(destination, cloud) !== undefined, "V25", `Access Denied for LogDestination: ${destination}`);
      const role = roleOf(text(inputs, "iamRoleArn"), cloud);
      const context = { "aws:sourceaccount": cloud.account.accountId, "aws:sourcearn": arn };
      demand(
        role !== undefined && trusts(role, "vpc-flow-logs.amazonaws.com", ["sts:AssumeRole"], context),
        "V25",
        `InvalidParameter: Unable to assume the IAM role ${text(inputs, "iamRoleArn")}`,
      );
      const statements = inlineStatements(role, cloud);
      const principal = text(role.outputs, "arn");
      const allowed = actions.every(
        (action) =>
          allows(statements, { principal, action, resource: `${destination}:log-stream:eni` }) ||
          allows(statements, { principal, action, resource: destination }),
      );
      demand(allowed, "V25", `Access Denied for LogDestination: ${destination}`);
    }
    return { id, computed: { arn } };
  },
};
