import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig, type Config } from "../../../infra/config";

const aws = { region: "eu-west-1", allowedAccountIds: ["111122223333"] };
const tags = { owner: "platform-team", costCenter: "cc-1000" };

/** What else a stack may differ in. */
export interface Surroundings {
  readonly provider?: object;
  readonly stack?: string;
  /** `namespace:key` of encrypted settings. */
  readonly encrypted?: readonly string[];
}

/** The configuration that settings of the platform make, beside those that every stack has to state. */
export function configOf(
  platform: object,
  { provider = aws, stack = "dev", encrypted = [] }: Surroundings = {},
): Config {
  return parseConfig("eks-platform", stack, {
    namespaces: { aws: { ...provider }, "eks-platform": { tags, ...platform } },
    encrypted,
  });
}

/** The lines of the one error that settings give, without the heading. */
export function mistakesOf(platform: object, surroundings?: Surroundings): readonly string[] {
  try {
    configOf(platform, surroundings);
  } catch (error) {
    assert.ok(error instanceof pulumi.RunError, "a mistake in a stack file is no failure of the program");
    const [, ...lines] = error.message.split("\n");
    return lines.map((line) => line.trim());
  }
  return assert.fail("the configuration was accepted");
}

/** These lines without the project, which every place begins with. */
export function mistakesWithin(platform: object): readonly string[] {
  return mistakesOf(platform).map((line) => line.replace("eks-platform:", ""));
}
