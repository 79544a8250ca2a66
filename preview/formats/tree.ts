import { isDefaultProvider } from "../engine/default-provider";
import type { RegisteredResource } from "../engine/registered-resource";
import { inCreationOrder } from "./creation-order";

/** A line of the resource tree. */
export interface TreeLine {
  /** The branches before the resource. */
  readonly branches: string;
  readonly resource: RegisteredResource;
}

/** The resources under their parents, in the order of creation. Default providers are left out, as the CLI does. */
export function treeOf(resources: readonly RegisteredResource[]): readonly TreeLine[] {
  const children = new Map<string | undefined, RegisteredResource[]>();
  const known = new Set(resources.map(({ urn }) => urn));
  for (const resource of resources) {
    if (isDefaultProvider(resource)) continue;
    const parent = resource.parent !== undefined && known.has(resource.parent) ? resource.parent : undefined;
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  const below = inCreationOrder(children);
  const lines: TreeLine[] = [];
  const add = (resource: RegisteredResource, branches: string, indent: string): void => {
    lines.push({ branches, resource });
    const inside = below.get(resource.urn) ?? [];
    inside.forEach((child, index) => {
      const last = index === inside.length - 1;
      add(child, `${indent}${last ? "└─ " : "├─ "}`, `${indent}${last ? "   " : "│  "}`);
    });
  };
  for (const root of below.get(undefined) ?? []) add(root, "", "");
  return lines;
}
