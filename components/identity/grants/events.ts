import type { PolicyStatement } from "../policy-document";
import { nameOf, resource, sid } from "./resource";

export interface EventOptions {
  /** Sources that events may state, such as `["shop.orders"]`. Default any but AWS's own. */
  readonly sources?: readonly string[];
}

/**
 * Puts events on a bus.
 * @throws when the ARN is unknown or malformed, or a source is empty or AWS's own.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function put(busArn: string, { sources }: EventOptions = {}): readonly PolicyStatement[] {
  const bus = resource("events.put", "eventBus", busArn);
  const wrong = sources?.find((source) => source === "" || source.startsWith("aws."));
  if (wrong !== undefined || sources?.length === 0) {
    throw new Error(
      `events.put: ${wrong === undefined ? "the list of sources is empty" : `the source "${wrong}" is empty or AWS's own`}; write sources of yours, such as ["shop.orders"], or leave them out.`,
    );
  }
  return [
    {
      sid: sid("PutEvents", nameOf(bus)),
      actions: ["events:PutEvents"],
      resources: [bus],
      ...(sources === undefined
        ? {}
        : // One request has many events: all must have a source of these, and at least one must be there.
          {
            conditions: {
              "ForAllValues:StringEquals": { "events:source": sources },
              Null: { "events:source": "false" },
            },
          }),
    },
  ];
}
