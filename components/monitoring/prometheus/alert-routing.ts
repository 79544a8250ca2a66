import { stringify } from "yaml";

export interface AlertRoutingArgs {
  /** First word of each message's subject. */
  readonly name: string;
  readonly topicArn: string;
  /** Region of the topic: the service signs its messages for it. */
  readonly region: string;
}

/**
 * The definition of the alert manager: every alert goes to one topic, those of one name together. The configuration of
 * the alert manager is a string inside the YAML of the definition.
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-config.html
 */
export function alertRouting({ name, topicArn, region }: AlertRoutingArgs): string {
  const configuration = {
    route: {
      receiver: "alarms",
      group_by: ["alertname"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
    },
    receivers: [
      {
        name: "alarms",
        sns_configs: [
          {
            topic_arn: topicArn,
            sigv4: { region },
            subject: `${name}: {{ .GroupLabels.alertname }}`,
            send_resolved: true,
          },
        ],
      },
    ],
  };
  return stringify({ alertmanager_config: stringify(configuration, { lineWidth: 0 }) }, { lineWidth: 0 });
}
