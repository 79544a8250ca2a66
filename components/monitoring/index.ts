export { AlarmTopic, type AlarmTopicArgs, type Publisher } from "./alarms/alarm-topic";
export { monitoringLogGroups } from "./log-groups";
export { Monitoring, type MonitoringArgs } from "./monitoring";
export type { ScrapedCluster } from "./prometheus/prometheus";
