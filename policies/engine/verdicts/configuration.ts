import type { Parameters } from "../parameters";

/** What an operator decides about a run of the rules. */
export interface Configuration {
  readonly parameters: Parameters;
  /** Names of the rules that count as mandatory in this run, whatever their own level. */
  readonly raised: ReadonlySet<string>;
}

/** Everything that is wrong with a configuration, one sentence each. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The policy configuration has ${problems.length} problem(s):\n${problems.map((p) => `- ${p}`).join("\n")}`);
    this.name = "ConfigurationError";
  }
}
