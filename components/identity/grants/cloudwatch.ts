import type { PolicyStatement } from "../policy-document";
import { sid } from "./resource";

/**
 * Puts metrics into one namespace. Metrics are no resources, so the condition is what confines the statement.
 * @throws when the namespace is not one that CloudWatch takes, or one of AWS's own.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html
 */
export function put(namespace: string): readonly PolicyStatement[] {
  if (!/^(?!AWS\/|:)[0-9A-Za-z.\-_/#:]{1,255}$/.test(namespace)) {
    throw new Error(
      `cloudwatch.put: the namespace "${namespace}" must be 1 to 255 letters, digits and .-_/#: and not begin with AWS/ or a colon; write one such as "Shop/Orders".`,
    );
  }
  return [
    {
      sid: sid("PutMetrics", namespace),
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: { StringEquals: { "cloudwatch:namespace": namespace } },
    },
  ];
}
