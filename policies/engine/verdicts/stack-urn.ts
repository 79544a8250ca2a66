import type { ResourceGraph } from "../graph/resource";

/** The URN of the stack itself, which carries what is wrong with the configuration. */
export function stackUrn({ project, stack, resources }: ResourceGraph): string {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return root?.urn ?? `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
