import { closest } from "fastest-levenshtein";
import type { z } from "zod";
import { ConfigurationError, type Configuration } from "./configuration";
import { levelIn } from "./level";
import { parametersSchema, type Parameters } from "../parameters";
import type { RuleDescription } from "../rule";

/**
 * Reads a policy pack configuration as Pulumi's `--policy-pack-config` takes it: a map from policy name to a level or
 * to `{enforcementLevel, ...properties}`. The entry `parameters` carries the parameters and waivers of the whole pack;
 * an entry that is named after a rule, or `all`, raises its level to mandatory.
 *
 * @throws ConfigurationError with every problem.
 */
export function parseConfiguration(json: unknown, rules: readonly RuleDescription[]): Configuration {
  const problems: string[] = [];
  if (!isObject(json)) throw new ConfigurationError([`The configuration is ${shown(json)}; write a JSON object.`]);
  const { parameters: entry = {}, ...levels } = json;
  const parameters = readParameters(entry, problems);
  const raised = new Set<string>();
  for (const [name, value] of Object.entries(levels)) {
    const level: unknown = isObject(value) ? value.enforcementLevel : value;
    const named = name === "all" ? rules : rules.filter((rule) => rule.name === name);
    if (named.length === 0) {
      const known = closest(name, [...rules.map((rule) => rule.name), "parameters", "all"]);
      problems.push(`${name} is not the name of a rule; write ${JSON.stringify(known)}, "parameters" or "all".`);
    } else if (level === "mandatory") {
      for (const rule of named) raised.add(rule.name);
    } else if (!(level === "advisory" && named.every((rule) => levelIn(parameters.environment, rule.level) === level)))
      problems.push(`${name} is ${shown(level)}; write "mandatory" to raise a rule, or a waiver to accept a finding.`);
    if (isObject(value) && Object.keys(value).some((key) => key !== "enforcementLevel"))
      problems.push(`${name} has properties of its own; move them to "parameters".`);
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { parameters, raised };
}

function readParameters(entry: unknown, problems: string[]): Parameters {
  if (!isObject(entry)) {
    problems.push(`parameters is ${shown(entry)}; write an object of parameters.`);
    return parametersSchema.parse({});
  }
  const { enforcementLevel, ...values } = entry;
  if (enforcementLevel !== undefined && enforcementLevel !== "advisory" && enforcementLevel !== "mandatory")
    problems.push(`parameters.enforcementLevel is ${shown(enforcementLevel)}; leave it out.`);
  const parsed = parametersSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  problems.push(...parsed.error.issues.flatMap((issue) => sentences(issue, values)));
  return parametersSchema.parse({});
}

function sentences(issue: z.core.$ZodIssue, values: Readonly<Record<string, unknown>>): readonly string[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const known = closest(key, Object.keys(parametersSchema.shape));
      return `parameters.${key} is no parameter; write ${JSON.stringify(known)}, or leave it out.`;
    });
  const path = ["parameters", ...issue.path].join(".");
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], values);
  return [`${path} is ${shown(value)}; it must be ${demanded(issue)}.`];
}

function demanded(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? "a whole number" : `of type ${issue.expected}`;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(" or ");
    case "too_small":
      return issue.origin === "array" ? `a list of at least ${issue.minimum}` : `at least ${issue.minimum}`;
    case "invalid_key":
      return issue.issues.map(({ message }) => message).join(" and ");
    case "too_big":
      return `at most ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "date" ? "a date as YYYY-MM-DD" : `in the format ${issue.format}`;
    default:
      return issue.message;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
