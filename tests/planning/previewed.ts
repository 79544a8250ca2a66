import type { PreviewedResource, PreviewedStack } from "../../planning/previewed-stack";

/** A resource as the preview would show it. */
export function previewed(
  type: string,
  name: string,
  inputs: PreviewedResource["inputs"] = {},
  more: Partial<PreviewedResource> = {},
): PreviewedResource {
  return { urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, custom: true, inputs, dependencies: [], ...more };
}

/** A preview with resources and verdicts. */
export function stackOf(
  resources: readonly PreviewedResource[],
  verdicts: Partial<Omit<PreviewedStack, "resources">> = {},
): PreviewedStack {
  return { resources, findings: [], undecided: [], opaque: [], capacity: [], ...verdicts };
}
