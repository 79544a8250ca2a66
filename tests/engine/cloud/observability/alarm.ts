import { flag, given, isMap, list, number, text, texts, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandPublisher } from "./topic";

export const metricAlarm: CloudType = {
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  replaces: ["name"],
  check(inputs) {
    const kinds = ["metricName", "metricQueries"].filter((key) => given(inputs, key));
    demand(kinds.length === 1, "CW7", `ValidationError: exactly one of metricName, metricQueries, not ${kinds.length}`);
    const returned = list(inputs, "metricQueries").filter((query) => flag(query, "returnData"));
    demand(
      kinds[0] === "metricName" || returned.length === 1,
      "CW8",
      "ValidationError: Exactly one element of the metrics list should return data.",
    );
    for (const period of periodsOf(inputs)) {
      demand(
        [10, 20, 30].includes(period) || period % 60 === 0,
        "CW7",
        `ValidationError: period ${period} must be 10, 20, 30 or a multiple of 60`,
      );
      const window = period * (number(inputs, "evaluationPeriods") ?? 1);
      demand(
        window <= (period >= 3600 ? 604800 : 86400),
        "CW7",
        `ValidationError: Metrics cannot be checked across more than a day (${window} s)`,
      );
    }
    demand(
      text(inputs, "alarmDescription").length <= 1024,
      "CW8",
      "ValidationError: the description exceeds 1024 characters",
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    const arn = cloud.arn("cloudwatch", `alarm:${name}`);
    demand(
      !cloud.named(metricAlarm.token, name),
      "CW7",
      `another stack has an alarm "${name}", which this one would overwrite`,
    );
    demandActions(inputs, arn, cloud);
    return { id: name, computed: { arn } };
  },
  update({ inputs, cloud }, object) {
    demandActions(inputs, text(object.outputs, "arn"), cloud);
    return {};
  },
};

function periodsOf(inputs: Properties): readonly number[] {
  const periods = [
    number(inputs, "period"),
    ...list(inputs, "metricQueries").map((query) => number(query, "metric.period")),
  ];
  return periods.filter((period) => period !== undefined);
}

function demandActions(inputs: Properties, arn: string, cloud: Cloud): void {
  for (const key of ["alarmActions", "okActions", "insufficientDataActions"]) {
    const actions = texts(inputs, key);
    demand(actions.length <= 5, "CW8", `ValidationError: ${key} has ${actions.length} members, the maximum is 5`);
    for (const action of actions) demandPublisher(action, "cloudwatch.amazonaws.com", arn, cloud);
  }
}

export const dashboard: CloudType = {
  token: "aws:cloudwatch/dashboard:Dashboard",
  replaces: ["dashboardName"],
  check(inputs) {
    const name = text(inputs, "dashboardName");
    demand(/^[A-Za-z0-9_-]{1,255}$/.test(name), "CW10", `invalid value for dashboard_name: "${name}"`);
  },
  create({ inputs, cloud }) {
    const name = text(inputs, "dashboardName");
    demand(
      !cloud.named(dashboard.token, name),
      "CW10",
      `another stack has a dashboard "${name}", which this one would overwrite`,
    );
    demandBody(text(inputs, "dashboardBody"));
    const { partition, accountId } = cloud.account;
    return { id: name, computed: { dashboardArn: `arn:${partition}:cloudwatch::${accountId}:dashboard/${name}` } };
  },
  update({ inputs }) {
    demandBody(text(inputs, "dashboardBody"));
    return {};
  },
};

function demandBody(body: string): void {
  const parsed = JSON.parse(body) as Properties;
  const errors = list(parsed, "widgets").filter((widget) => !isMap(widget) || !isWidget(widget));
  demand(
    errors.length === 0,
    "CW10",
    `InvalidParameterInput: The dashboard body is invalid, there are ${errors.length} validation errors`,
  );
}

function isWidget(widget: Properties): boolean {
  const [width, height, x] = [number(widget, "width") ?? 6, number(widget, "height") ?? 6, number(widget, "x") ?? 0];
  const placed = width >= 1 && width <= 24 && height >= 1 && height <= 1000 && x >= 0 && x <= 23;
  const type = text(widget, "type");
  const known = ["metric", "log", "text", "alarm", "explorer"].includes(type);
  return (
    placed &&
    known &&
    (type !== "metric" || (given(widget, "properties.region") && given(widget, "properties.metrics")))
  );
}
