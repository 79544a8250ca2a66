import type { PolicyStatement } from "../policy-document";
import { sid } from "./resource";

/**
 * Puts metrics into some namespaces. Metrics are no resources, so the condition is what confines the statement.
 * @throws when a namespace is not one that CloudWatch takes, or one of AWS's own.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export function put(namespace: string, ...others: readonly string[]): readonly PolicyStatement[] {
  const namespaces = [namespace, ...others];
  const wrong = namespaces.find((name) => !/^(?!AWS\/|:)[0-9A-Za-z.\-_/#:]{1,255}$/.test(name));
  if (wrong !== undefined) {
    throw new Error(
      `cloudwatch.put: the namespace "${wrong}" must be 1 to 255 letters, digits and .-_/#: and not begin with AWS/ or a colon; write one such as "Shop/Orders".`,
    );
  }
  return [
    {
      sid: sid("PutMetrics", ...namespaces),
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: { StringEquals: { "cloudwatch:namespace": namespaces } },
    },
  ];
}
