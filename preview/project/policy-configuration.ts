import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ConfigurationError, readConfiguration, type Configuration } from "../../policies/evaluate";
import { messageOf, UsageError } from "../failure";
import { isRecord, type Project } from "./project";
import type { Stack } from "./stack-file";

/** The folder of the pack's configuration, one file per environment: of the project, or that of the pack itself. */
const folder = path.join("policies", "config");
const packRoot = path.join(__dirname, "..", "..");

/** What the stack is judged by, and where that stands. */
export interface PolicyConfiguration {
  /** The file; undefined for the defaults, which are the strict ones. */
  readonly file: string | undefined;
  readonly configuration: Configuration;
}

/**
 * The configuration that the stack is judged by: the file given, else `policies/config/<environment>.json` of the
 * project or of the pack, where the environment is what the stack's configuration or its tags say, or the stack's name.
 * @throws UsageError when the file is missing, unparsable or wrong; the message lists every problem.
 */
export function policyConfigurationOf(project: Project, stack: Stack, file: string | undefined): PolicyConfiguration {
  if (file !== undefined) return { file, configuration: read(file, file) };
  const environment = environmentOf(project, stack);
  const ofEnvironment = [project.directory, packRoot]
    .map((root) => path.join(root, folder, `${environment}.json`))
    .find((candidate) => existsSync(candidate));
  if (ofEnvironment === undefined) return { file: undefined, configuration: readConfiguration({}) };
  const label = `policies/config/${environment}.json`;
  return { file: label, configuration: read(ofEnvironment, label) };
}

function environmentOf(project: Project, stack: Stack): string {
  const stated = stack.config[`${project.name}:environment`];
  if (stated !== undefined) return stated;
  const tags = parseJson(stack.config[`${project.name}:tags`] ?? "");
  const tag = isRecord(tags) ? tags["environment"] : undefined;
  return typeof tag === "string" ? tag : stack.name;
}

function read(file: string, label: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${label}: the policy configuration cannot be read.`);
  }
  const json = parseJson(text);
  if (json === undefined) throw new UsageError(`${label}: the policy configuration is not valid JSON.`);
  try {
    return readConfiguration(json);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageError(`${label}: ${messageOf(error)}`);
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
