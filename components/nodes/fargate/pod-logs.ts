import type { PolicyStatement } from "../../identity/policy-document";
import { arn, type Location } from "../../arn";

/** Name of the namespace and of the ConfigMap in which Fargate looks for the configuration of its log router. */
export const logsNamespace = "aws-observability";
export const logsConfigMap = "aws-logging";

/** The log group of pods on Fargate. What their key's policy has to name. */
export function fargateLogGroup(clusterName: string): string {
  return `/aws/eks/${clusterName}/fargate`;
}

/**
 * The configuration of Fargate's log router, which is Fluent Bit: lines of containers, with what Kubernetes says about
 * their pod, go to a log group that is there before. Fargate checks it and ignores all of it where a part is not allowed.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
 */
export function logRouterConfiguration(clusterName: string, region: string): Readonly<Record<string, string>> {
  return {
    // The router's own log would go to a group that it makes itself, without retention and key.
    flb_log_cw: "false",
    "filters.conf": section("FILTER", [
      ["Name", "parser"],
      ["Match", "*"],
      ["Key_name", "log"],
      ["Parser", "crio"],
    ]).concat(
      section("FILTER", [
        ["Name", "kubernetes"],
        ["Match", "kube.*"],
        ["Merge_Log", "On"],
        ["Keep_Log", "Off"],
        ["Buffer_Size", "0"],
        ["Kube_Meta_Cache_TTL", "300s"],
      ]),
    ),
    "output.conf": section("OUTPUT", [
      ["Name", "cloudwatch_logs"],
      ["Match", "kube.*"],
      ["region", region],
      ["log_group_name", fargateLogGroup(clusterName)],
      ["log_stream_prefix", "fargate-"],
      ["auto_create_group", "false"],
    ]),
    "parsers.conf": section("PARSER", [
      ["Name", "crio"],
      ["Format", "Regex"],
      ["Regex", "^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>P|F) (?<log>.*)$"],
      ["Time_Key", "time"],
      ["Time_Format", "%Y-%m-%dT%H:%M:%S.%L%z"],
    ]),
  };
}

function section(name: string, entries: readonly (readonly [string, string])[]): string {
  return [`[${name}]`, ...entries.map(([key, value]) => `    ${key} ${value}`), ""].join("\n");
}

/** What the role of the pods' hosts may do for it: write to that one group, which it cannot create. */
export function writeLogs(location: Location, clusterName: string): PolicyStatement {
  const group = arn(location, "logs", `log-group:${fargateLogGroup(clusterName)}`);
  return {
    sid: "WritePodLogs",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [group, `${group}:*`],
  };
}
