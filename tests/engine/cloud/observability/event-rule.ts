import { given, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { demandQueueSender } from "./queue";
import { demandPublisher } from "./topic";

const ruleToken = "aws:cloudwatch/eventRule:EventRule";
const targetToken = "aws:cloudwatch/eventTarget:EventTarget";
const states = ["", "DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

export const eventRule: CloudType = {
  token: ruleToken,
  replaces: ["name", "eventBusName"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(/^[.\-_A-Za-z0-9]{1,64}$/.test(name), "N16", `invalid value for name: "${name}"`);
    const size = text(inputs, "eventPattern").length;
    demand(size <= 4096, "N16", `invalid value for event_pattern: ${size} characters`);
    demand(states.includes(text(inputs, "state")), "EV1", `expected state to be one of ${states.join()}`);
    demand(
      given(inputs, "eventPattern") || given(inputs, "scheduleExpression"),
      "EV1",
      "ValidationException: a rule needs an event pattern or a schedule",
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(!cloud.named(ruleToken, name), "EV1", `another stack has a rule "${name}", which this one would overwrite`);
    return { id: name, computed: { arn: cloud.arn("events", `rule/${name}`) } };
  },
  remove(object, cloud) {
    demand(
      !cloud.all(targetToken).some(({ inputs }) => text(inputs, "rule") === object.id),
      "EV1",
      "ValidationException: Rule can't be deleted since it has targets.",
    );
  },
};

/** A target that is a topic or a queue: of others nothing is known. */
export const eventTarget: CloudType = {
  token: targetToken,
  replaces: ["rule", "targetId", "eventBusName"],
  check(inputs) {
    const id = text(inputs, "targetId");
    demand(/^[.\-_A-Za-z0-9]{1,64}$/.test(id), "N16", `invalid value for target_id: "${id}"`);
    const template = text(inputs, "inputTransformer.inputTemplate");
    demand(template === "" || isJson(template), "EV1", "ValidationException: Invalid InputTemplate: no valid JSON");
  },
  create({ inputs, cloud }) {
    const rule = text(inputs, "rule");
    demand(cloud.named(ruleToken, rule) !== undefined, "EV1", `ResourceNotFoundException: Rule ${rule} does not exist`);
    const others = cloud.all(targetToken).filter((other) => text(other.inputs, "rule") === rule);
    demand(
      others.length < 5,
      "EV1",
      "LimitExceededException: The requested resource exceeds the maximum number allowed",
    );
    const arn = text(inputs, "arn");
    const [, , service, region] = arn.split(":");
    demand(
      service === "sns" || service === "sqs",
      "EV2",
      `the stand-in cloud knows topics and queues as targets only, not ${arn}`,
    );
    demand(region === cloud.account.region, "EV2", `ValidationException: ${arn} is in another region than its rule`);
    const sender = "events.amazonaws.com";
    if (service === "sns") demandPublisher(arn, sender, undefined, cloud);
    else demandQueueSender(arn, sender, cloud.arn("events", `rule/${rule}`), cloud);
    return { id: `${rule}-${text(inputs, "targetId")}` };
  },
};

/** Placeholders stand within texts, or for whole values. */
function isJson(template: string): boolean {
  try {
    JSON.parse(template.replaceAll(/<[\w.-]+>/g, "0"));
    return true;
  } catch {
    return false;
  }
}
