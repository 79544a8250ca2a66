import { arn, type Location } from "../../arn";
import { cloudwatch } from "../../identity/grants";
import type { PolicyStatement } from "../../identity/policy-document";
import { containerInsightsLogGroup, containerInsightsStreams } from "../log-groups";

/**
 * What the CloudWatch agent and its Fluent Bit may do. Less than the managed policy CloudWatchAgentServerPolicy: they
 * write only to the four log groups of this cluster and cannot create one, so that a late writer does not bring back a
 * deleted group without its key and retention; and they publish to the namespaces of Container Insights and of the agent
 * itself only.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/CloudWatchAgentServerPolicy.html
 */
export function agentPermissions(location: Location, clusterName: string): readonly PolicyStatement[] {
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: containerInsightsStreams.map((stream) =>
        arn(location, "logs", `log-group:${containerInsightsLogGroup(clusterName, stream)}:*`),
      ),
    },
    ...cloudwatch.put("ContainerInsights", "CWAgent"),
    // The agent joins volume ids and instance tags to its metrics; neither action can be limited to a resource.
    { sid: "DescribeNodes", actions: ["ec2:DescribeTags", "ec2:DescribeVolumes"], resources: ["*"] },
  ];
}
