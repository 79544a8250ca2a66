import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { policyConfigurationOf } from "../preview/project/policy-configuration";
import { isRecord, type Project } from "../preview/project/project";
import type { Stack } from "../preview/project/stack-file";

const packRoot = path.join(__dirname, "..");

/** The content of a policy configuration, as the preview names its file; empty for the defaults. */
export function configurationJson(project: Project, file: string | undefined): Readonly<Record<string, unknown>> {
  const found = [project.directory, packRoot].map((root) => path.join(root, file ?? "")).find(existsSync);
  const json: unknown = file === undefined || found === undefined ? {} : JSON.parse(readFileSync(found, "utf8"));
  return isRecord(json) ? json : {};
}

/**
 * The policy configuration of a stack, made as strict as production and without waivers: what stops a drain stops it in
 * every environment, and though somebody accepted it.
 */
export function strictConfiguration(project: Project, stack: Stack): object {
  const configuration = configurationJson(project, policyConfigurationOf(project, stack, undefined).file);
  const parameters = isRecord(configuration["parameters"]) ? configuration["parameters"] : {};
  return {
    ...configuration,
    parameters: { ...parameters, environment: "prod", waivers: [], resourceWaivers: "none" },
  };
}
