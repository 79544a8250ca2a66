import { given, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandQueueSender } from "./queue";

const ruleToken = "aws:cloudwatch/eventRule:EventRule";
const targetToken = "aws:cloudwatch/eventTarget:EventTarget";

export const eventRule: CloudType = {
  token: ruleToken,
  replaces: ["name", "eventBusName"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      name === "" || /^[.\-_A-Za-z0-9]{1,64}$/.test(name),
      "N16",
      `invalid value for name: "${name}" must be 1-64 of [.\\-_A-Za-z0-9]`,
    );
    demand(
      given(inputs, "eventPattern") || given(inputs, "scheduleExpression"),
      "N16",
      "one of event_pattern, schedule_expression must be specified",
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(
      text(inputs, "eventPattern").length <= 4096,
      "N16",
      "InvalidEventPatternException: Event pattern is not valid: longer than 4096 characters",
    );
    // Putting a rule of a name that there is changes that one in silence.
    demand(!cloud.get(ruleToken, name), "P22", `the rule ${name} exists already, and would be changed`);
    return { id: name, computed: { arn: cloud.arn("events", `rule/${name}`) } };
  },
  remove(object, cloud) {
    demand(
      !cloud.all(targetToken).some(({ inputs }) => text(inputs, "rule") === object.id),
      "EV2",
      "ValidationException: Rule can't be deleted since it has targets.",
    );
  },
};

export const eventTarget: CloudType = {
  token: targetToken,
  replaces: ["rule", "targetId", "eventBusName"],
  create({ inputs, cloud }) {
    const [name, targetId, arn] = [text(inputs, "rule"), text(inputs, "targetId"), text(inputs, "arn")];
    const found = cloud.get(ruleToken, name);
    demand(found !== undefined, "EV2", `ResourceNotFoundException: Rule ${name} does not exist on EventBus default.`);
    demand(
      /^[.\-_A-Za-z0-9]{1,64}$/.test(targetId),
      "N16",
      `ValidationException: Value "${targetId}" at 'targets.1.member.id' must have 1-64 of [.\\-_A-Za-z0-9]`,
    );
    const others = cloud.all(targetToken).filter((other) => text(other.inputs, "rule") === name);
    demand(
      others.length < 5,
      "N16",
      "LimitExceededException: The requested resource exceeds the maximum number allowed",
    );
    if (arn.split(":")[2] === "sqs") demandQueueSender(arn, "events.amazonaws.com", text(found.outputs, "arn"), cloud);
    return { id: `${name}-${targetId}` };
  },
};
