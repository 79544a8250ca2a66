import type { Value } from "../../policies/evaluate";
import type { Project } from "../project/project";
import type { Stack } from "../project/stack-file";
import { createUrn } from "../urn";
import type { RegisteredResource } from "./registered-resource";

/**
 * The provider that the engine registers for resources without one of their own. It is configured by the stack file's
 * keys of the package: `aws:region` and its like.
 */
export function defaultProvider(
  { project, stack }: { readonly project: Project; readonly stack: Stack },
  packageName: string,
  version: string,
): RegisteredResource {
  const type = `pulumi:providers:${packageName}`;
  const name = version === "" ? "default" : `default_${version}`.replaceAll(/[^\w]/g, "_");
  const inputs: Record<string, Value> = {};
  for (const [key, value] of Object.entries(stack.config)) {
    if (key.startsWith(`${packageName}:`)) inputs[key.slice(packageName.length + 1)] = value;
  }
  if (version !== "") inputs["version"] = version;
  return {
    urn: createUrn(stack.name, project.name, undefined, type, name),
    type,
    name,
    parent: undefined,
    custom: true,
    remote: false,
    inputs,
    dependencies: [],
    propertyDependencies: {},
    protect: false,
    retainOnDelete: false,
    external: false,
    aliases: [],
    ignoreChanges: [],
    deleteBeforeReplace: false,
    additionalSecretOutputs: [],
    customTimeouts: {},
  };
}

/** Whether the engine made this provider by itself. */
export function isDefaultProvider(resource: { readonly type: string; readonly name: string }): boolean {
  return resource.type.startsWith("pulumi:providers:") && /^default(_|$)/.test(resource.name);
}
