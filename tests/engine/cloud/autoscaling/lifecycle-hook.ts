import { number, text } from "../../properties";
import type { CloudType } from "../cloud-type";
import { demand } from "../refusal";
import { autoScalingGroupToken, lifecycleHookToken } from "./tokens";

/** What holds an instance of a group until somebody lets it go, or its time is up. A group has fifty at most. */
export const lifecycleHook: CloudType = {
  token: lifecycleHookToken,
  replaces: ["name", "autoscalingGroupName"],
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[A-Za-z0-9\-_/]{1,255}$/.test(name),
      "S4",
      `invalid value for name: "${name}" must be 1-255 of letters, digits, hyphens, underscores and slashes`,
    );
    const transition = text(inputs, "lifecycleTransition");
    demand(
      ["autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING"].includes(transition),
      "S4",
      `expected lifecycle_transition to be of launching or terminating instances, got ${transition}`,
    );
    const result = text(inputs, "defaultResult");
    demand(
      ["", "ABANDON", "CONTINUE"].includes(result),
      "S4",
      `expected default_result to be one of ABANDON, CONTINUE, got ${result}`,
    );
    const seconds = number(inputs, "heartbeatTimeout") ?? 3600;
    demand(
      seconds >= 30 && seconds <= 7200,
      "S4",
      `ValidationError: HeartbeatTimeout must be between 30 and 7200 seconds, got ${seconds}`,
    );
  },
  create({ inputs, cloud }) {
    const [name, groupName] = [text(inputs, "name"), text(inputs, "autoscalingGroupName")];
    demand(
      cloud.named(autoScalingGroupToken, groupName) !== undefined,
      "S4",
      `ValidationError: AutoScalingGroup name not found - AutoScalingGroup ${groupName} not found`,
    );
    const others = cloud
      .all(lifecycleHookToken)
      .filter((one) => text(one.inputs, "autoscalingGroupName") === groupName);
    demand(
      others.every((one) => text(one.inputs, "name") !== name),
      "S4",
      `another stack has a hook "${name}" of ${groupName}, which this one would overwrite`,
    );
    demand(others.length < 50, "S4", `LimitExceeded: ${groupName} has 50 lifecycle hooks`);
    return { id: name, identity: `${groupName} ${name}` };
  },
};
