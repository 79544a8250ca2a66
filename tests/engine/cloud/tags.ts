import { map, type Json, type Properties } from "../properties";
import { demand } from "./refusal";

/** @throws Refusal N23 when AWS would not take the tags. */
export function demandTags(inputs: Properties): void {
  const tags = Object.entries(map(inputs, "tags"));
  demand(tags.length <= 50, "N23", `InvalidParameterException: ${tags.length} tags, the maximum is 50`);
  for (const [key, value] of tags) demandTag(key, value);
  const keys = new Set(tags.map(([key]) => key.toLowerCase()));
  demand(
    keys.size === tags.length,
    "N23",
    "InvalidParameterException: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );
}

function demandTag(key: string, value: Json | undefined): void {
  demand(
    key.length >= 1 && key.length <= 128,
    "N23",
    `InvalidParameterException: tag key "${key}" must have 1-128 characters`,
  );
  demand(
    !/^aws:/i.test(key),
    "N23",
    `InvalidParameterException: aws: prefixed tag key names are not allowed for external use ("${key}")`,
  );
  demand(
    typeof value === "string" && value.length <= 256,
    "N23",
    `InvalidParameterException: the value of tag "${key}" must be text of 0-256 characters`,
  );
}
