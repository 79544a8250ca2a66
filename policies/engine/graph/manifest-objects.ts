import { manifestDocuments } from "../kubernetes/manifest";
import { Property } from "../values/property";
import { isPropertyMap, type Value } from "../values/value";
import type { GraphResource, Resource } from "./resource";

/** Components that say what they make in their own inputs, as objects, as YAML or by the files that hold it. */
const groups = new Set([
  "kubernetes:yaml/v2:ConfigFile",
  "kubernetes:yaml/v2:ConfigGroup",
  "kubernetes:yaml:ConfigGroup",
]);

/** An object that a group will make, with its properties where they stand in the group's inputs. */
export interface ManifestObject {
  readonly source: GraphResource;
  readonly root: Property;
}

export interface Manifests {
  readonly objects: readonly ManifestObject[];
  /** URNs of groups that make objects besides. */
  readonly incomplete: ReadonlySet<string>;
}

/**
 * The Kubernetes objects that groups will make of their inputs, for groups without a child in the stack: their provider
 * shows none in a preview that cannot reach the cluster. URNs are those that the provider would give them.
 */
export function manifestObjects(resources: readonly Resource[]): Manifests {
  const silent = resources.filter(({ type }) => groups.has(type));
  if (silent.length === 0) return { objects: [], incomplete: new Set() };
  const parents = new Set(resources.map(({ source }) => source.parent));
  const urns = new Set(resources.map(({ urn }) => urn));
  const mayHaveNamespace = resources.some(
    ({ type, properties }) => type === "pulumi:providers:kubernetes" && !properties.child("namespace").isAbsent,
  );
  const objects: ManifestObject[] = [];
  const incomplete = new Set<string>();
  for (const group of silent.filter(({ urn }) => !parents.has(urn))) {
    const { roots, isComplete } = rootsOf(group);
    if (!isComplete) incomplete.add(group.urn);
    // A URN of no resource stands for a provider that nobody knows here.
    const provider = group.source.provider ?? (mayHaveNamespace ? "" : undefined);
    for (const object of roots) objects.push({ root: object.root, source: sourceOf(group, object, provider, urns) });
  }
  return { objects, incomplete };
}

/** An object with the API version and kind that it states, or that its list states for it. */
interface Root {
  readonly root: Property;
  readonly apiVersion: string;
  readonly kind: string;
}

interface Roots {
  readonly roots: readonly Root[];
  readonly isComplete: boolean;
}

const unreadable: Roots = { roots: [], isComplete: false };
const nothing: Roots = { roots: [], isComplete: true };

function rootsOf({ properties, source }: Resource): Roots {
  const isEmpty = (key: string): boolean => {
    const { known, open } = properties.child(key).elements();
    return known.length === 0 && open === undefined;
  };
  const texts = eachOf(properties.child("yaml")).map(ofText);
  const objects = eachOf(properties.child("objs")).map((root) => ofObject(root));
  // The path of what a file holds begins with the file, which is what the author edits.
  const files = (source.manifests?.files ?? []).map(({ path, text }) => ofText(new Property(text, path)));
  const hasFiles = !isEmpty("file") || !isEmpty("files");
  const isComplete = isEmpty("transformations") && (!hasFiles || source.manifests?.isComplete === true);
  return joined([...texts, ...objects, ...files, { roots: [], isComplete }]);
}

/** The elements of a list, unknown ones among them. A single value counts as a list of one. */
function eachOf(list: Property): readonly Property[] {
  if (list.isAbsent) return [];
  return Array.isArray(list.raw) ? list.raw.map((_, index) => list.child(index)) : [list];
}

function joined(all: readonly Roots[]): Roots {
  return { roots: all.flatMap(({ roots }) => roots), isComplete: all.every(({ isComplete }) => isComplete) };
}

function ofText(text: Property): Roots {
  const manifest = text.text();
  if (manifest === undefined) return unreadable;
  return joined(
    manifestDocuments(manifest).map((document, index) => {
      if (document.errors.length > 0) return unreadable;
      try {
        // Plain data: maps, lists, text, numbers, booleans and nulls.
        return ofObject(new Property(document.toJS() as Value, `${text.path}[${index}]`, text.isSecret));
      } catch {
        // Aliases can unfold to more than any manifest holds.
        return unreadable;
      }
    }),
  );
}

/** @param item what the list that it is in says of its items */
function ofObject(root: Property, item: { readonly apiVersion?: string; readonly kind?: string } = {}): Roots {
  if (root.isUnknown) return unreadable;
  // An empty document makes nothing.
  if (root.isAbsent || root.keys().known.length === 0) return nothing;
  const apiVersion = root.child("apiVersion").isAbsent ? item.apiVersion : root.child("apiVersion").text();
  const kind = root.child("kind").isAbsent ? item.kind : root.child("kind").text();
  if (apiVersion === undefined || kind === undefined || !/^[\w./-]+\n\w+$/.test(`${apiVersion}\n${kind}`))
    return unreadable;
  const items = root.child("items");
  if (!kind.endsWith("List") || items.isAbsent) return { roots: [{ root, apiVersion, kind }], isComplete: true };
  if (items.isUnknown) return unreadable;
  const itemKind = kind.slice(0, -"List".length);
  return joined(eachOf(items).map((each) => ofObject(each, itemKind === "" ? {} : { apiVersion, kind: itemKind })));
}

function sourceOf(group: Resource, { root, apiVersion, kind }: Root, provider: string | undefined, urns: Set<string>) {
  const type = `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
  const prefix = group.at("resourcePrefix").text() ?? group.name;
  const namespace = nameIn(root.at("metadata.namespace"));
  const name = nameIn(root.at("metadata.name"));
  const own = name === undefined ? root.path : namespace === undefined ? name : `${namespace}/${name}`;
  const urn = unique(`${group.urn.slice(0, group.urn.lastIndexOf("::"))}$${type}::${prefix}:${own}`, urns);
  const { dependencies, propertyDependencies, protect, deletedWith, retainOnDelete } = group.source;
  return {
    ...{ urn, type, name: `${prefix}:${own}`, parent: group.urn, custom: true, remote: false, provider },
    ...{ dependencies, propertyDependencies, protect, deletedWith, retainOnDelete },
    inputs: isPropertyMap(root.raw) ? root.raw : {},
  } satisfies GraphResource;
}

/** A name as Kubernetes takes it. Anything else makes no part of a URN. */
function nameIn(property: Property): string | undefined {
  const text = property.text() ?? "";
  return /^[a-z0-9]+([-.:][a-z0-9]+)*$/.test(text) ? text : undefined;
}

function unique(urn: string, urns: Set<string>): string {
  let candidate = urn;
  for (let count = 2; urns.has(candidate); count++) candidate = `${urn}-${count}`;
  urns.add(candidate);
  return candidate;
}
