import type { Value } from "../../policies/evaluate";
import { createUrn } from "../urn";
import type { Deployment } from "./deployment";
import type { RegisteredResource } from "./registered-resource";

/**
 * The provider that the engine registers for resources without one of their own. It is configured by the stack file's
 * keys of the package: `aws:region` and its like.
 */
export function defaultProvider(deployment: Deployment, packageName: string, version: string): RegisteredResource {
  const type = `pulumi:providers:${packageName}`;
  const name = version === "" ? "default" : `default_${version}`.replaceAll(/[^\w]/g, "_");
  const inputs: Record<string, Value> = {};
  for (const [key, value] of Object.entries(deployment.stack.config)) {
    if (key.startsWith(`${packageName}:`)) inputs[key.slice(packageName.length + 1)] = value;
  }
  if (version !== "") inputs["version"] = version;
  return {
    urn: createUrn(deployment.stack.name, deployment.project.name, undefined, type, name),
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
