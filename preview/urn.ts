/** The type of the resource that stands for the stack itself, the root of every tree. */
export const stackType = "pulumi:pulumi:Stack";

/** The type by which a program reads the outputs of another stack. */
export const stackReferenceType = "pulumi:pulumi:StackReference";

/**
 * The URN that the Pulumi engine gives a resource. The types of its parents precede its own, joined by `$`; the stack's
 * type does not.
 */
export function createUrn(
  stack: string,
  project: string,
  parent: string | undefined,
  type: string,
  name: string,
): string {
  const parentType = parent === undefined ? "" : qualifiedTypeOf(parent);
  const chain = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

/** The type with those of the parents: `platform:network:Network$aws:ec2/vpc:Vpc`. */
function qualifiedTypeOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** The resource's own type: the last one of the chain. */
export function typeOf(urn: string): string {
  const chain = qualifiedTypeOf(urn);
  return chain.slice(chain.lastIndexOf("$") + 1);
}

/** The logical name. It may contain `::` itself. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The URN in a provider reference, `<urn>::<id>`. */
export function urnOfProvider(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}
