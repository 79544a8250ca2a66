import { arnMentionsType, identities, nameOf } from "./identity";
import { manifestObjects } from "./manifest-objects";
import type { Property } from "../values/property";
import type { Referrer, Resolution } from "./reference";
import { Resource, type ResourceGraph } from "./resource";
import { podTemplatesOf, type PodTemplates } from "../workloads/pod-templates";
import type { Truth, Undecided } from "../values/truth";

/**
 * The resources of a stack, and the objects that its components announce, with the relations among them. Everything is
 * indexed once.
 */
export class Graph {
  readonly resources: readonly Resource[];
  /** Components that make more than the stack and their own inputs show. */
  readonly #incomplete: ReadonlySet<string>;
  readonly #byUrn = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  readonly #children = new Map<string, Resource[]>();
  readonly #byIdentity = new Map<string, Resource[]>();
  /** Types of which a resource has a name that is stated and not known yet: any text may turn out to be it. */
  readonly #unnamed = new Set<string>();
  readonly #referrers = new Map<string, Map<string, Referrer[]>>();

  /**
   * @param complete false while a single resource is judged before the rest of the stack is known:
   *   every reference is then undecided.
   * @param podTemplates custom resources with pods, as the configuration names them
   */
  constructor(
    readonly source: ResourceGraph,
    readonly complete = true,
    podTemplates: PodTemplates = {},
  ) {
    const registered = source.resources.map(
      (resource) => new Resource(resource, podTemplatesOf(resource.type, podTemplates)),
    );
    const { objects, incomplete } = manifestObjects(complete ? registered : []);
    this.#incomplete = incomplete;
    const announced = objects.map((object) => {
      const templates = podTemplatesOf(object.source.type, podTemplates);
      return new Resource(object.source, templates, object.root);
    });
    this.resources = announced.length === 0 ? registered : [...registered, ...announced];
    for (const resource of this.resources) {
      this.#byUrn.set(resource.urn, resource);
      for (const type of resource.readAs) append(this.#byType, type, resource);
      if (resource.source.parent !== undefined) append(this.#children, resource.source.parent, resource);
      for (const identity of identities(resource)) append(this.#byIdentity, identity, resource);
      if (nameOf(resource).isUnknown) this.#unnamed.add(resource.type);
    }
  }

  get(urn: string): Resource | undefined {
    return this.#byUrn.get(urn);
  }

  /**
   * The resources of the given types, in the order of registration within each type. A `*` at the end of a type, such as
   * `kubernetes:*`, stands for every type that begins alike.
   */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types.length === 1 ? this.#ofOneType(types[0] ?? "") : types.flatMap((type) => this.#ofOneType(type));
  }

  #ofOneType(type: string): readonly Resource[] {
    if (!type.endsWith("*")) return this.#byType.get(type) ?? [];
    const beginning = type.slice(0, -1);
    return this.resources.filter((resource) => resource.type.startsWith(beginning));
  }

  children(resource: Resource): readonly Resource[] {
    return this.#children.get(resource.urn) ?? [];
  }

  /** Whether a component will make objects that neither the stack nor its own inputs show. */
  hidesSome(component: Resource): boolean {
    return this.#incomplete.has(component.urn) || this.children(component).length === 0;
  }

  /** The parents of a resource, nearest first. */
  ancestors(resource: Resource): readonly Resource[] {
    const found: Resource[] = [];
    for (let parent = resource.source.parent; parent !== undefined; parent = this.get(parent)?.source.parent) {
      const ancestor = this.get(parent);
      if (ancestor) found.push(ancestor);
    }
    return found;
  }

  /**
   * The resources of the expected types that a reference property points at, such as `vpcId` or `launchTemplate.id`.
   * An unknown value resolves to the resource that a program passed as a whole, else through its property dependencies;
   * when several resources of the expected types went into it, the resolution is not certain.
   */
  resolve(from: Resource, reference: Property, ...types: readonly string[]): Resolution {
    if (reference.isAbsent) return { kind: "absent" };
    if (!this.complete) return { kind: "undecided", undecided: unresolved(reference) };
    const value = reference.text();
    if (value !== undefined) {
      const targets = this.#identified(value, types);
      if (targets.length > 0) return { kind: "resolved", targets, certain: targets.length === 1 };
      // What AWS itself owns is never in the stack.
      const mayBeUnnamed = !/^arn:[^:]*:[^:]*:[^:]*:aws:/.test(value) && types.some((type) => this.#unnamed.has(type));
      return mayBeUnnamed ? { kind: "undecided", undecided: unresolved(reference) } : { kind: "outside", value };
    }
    const passed = this.#passed(reference, types);
    if (passed) return { kind: "resolved", targets: [passed], certain: true };
    const targets = this.#dependenciesOf(from, reference).filter(({ type }) => types.includes(type));
    return targets.length > 0
      ? { kind: "resolved", targets, certain: targets.length === 1 }
      : { kind: "undecided", undecided: unresolved(reference) };
  }

  /** The resource of the expected types that an unknown value is passed as. */
  #passed(value: Property, types: readonly string[]): Resource | undefined {
    const resource = value.reference === undefined ? undefined : this.get(value.reference);
    return resource && types.includes(resource.type) ? resource : undefined;
  }

  /**
   * The resources that a list of references points at, such as `subnetIds`: those of its known elements, and for
   * unknown ones all of the expected types that went into the list. `complete` is undecided where there may be more.
   */
  resolveAll(
    from: Resource,
    list: Property,
    ...types: readonly string[]
  ): {
    readonly targets: readonly Resource[];
    readonly outside: readonly string[];
    readonly complete: true | Undecided;
  } {
    const targets = new Set<Resource>();
    const outside: string[] = [];
    const { known: stated, open: mayHoldMore } = list.elements();
    const length = Array.isArray(list.raw) ? list.raw.length : 0;
    const passed = [...Array(length).keys()]
      .map((index) => list.child(index))
      .filter((element) => this.#passed(element, types) !== undefined);
    const known = [...stated, ...passed];
    const isClosed = !list.isPatch && length > 0 && known.length === length;
    const open = isClosed ? undefined : mayHoldMore;
    if (!this.complete) return { targets: [], outside, complete: list.isAbsent ? true : unresolved(list) };
    let undecided: Undecided | undefined;
    for (const element of known) {
      const resolution = this.resolve(from, element, ...types);
      if (resolution.kind === "resolved") for (const target of resolution.targets) targets.add(target);
      else if (resolution.kind === "outside") outside.push(resolution.value);
      else if (resolution.kind === "undecided") undecided ??= resolution.undecided;
    }
    if (open) {
      const all = this.#dependenciesOf(from, list).filter(({ type }) => types.includes(type));
      if (all.length === 0) undecided ??= open;
      for (const target of all) targets.add(target);
    }
    return { targets: [...targets], outside, complete: undecided ?? true };
  }

  /** Whether a reference property points at this very resource. */
  refersTo(from: Resource, reference: Property, target: Resource): Truth {
    const resolution = this.resolve(from, reference, target.type);
    if (resolution.kind === "undecided") return resolution.undecided;
    if (resolution.kind !== "resolved" || !resolution.targets.includes(target)) return false;
    return resolution.certain ? true : unresolved(reference);
  }

  /**
   * The resources of one type that point, or may point, at the target through the property at `path`.
   * A path that ends in `[]`, such as `subnetIds[]`, is a list of references.
   */
  referrers(target: Resource, type: string, path: string): readonly Referrer[] {
    const key = `${type}#${path}#${target.type}`;
    let index = this.#referrers.get(key);
    if (!index) {
      index = this.#indexReferrers(type, path, target.type);
      this.#referrers.set(key, index);
    }
    return [...(index.get(target.urn) ?? []), ...(index.get("") ?? [])];
  }

  #indexReferrers(type: string, path: string, targetType: string): Map<string, Referrer[]> {
    const index = new Map<string, Referrer[]>();
    for (const resource of this.ofType(type)) {
      if (path.endsWith("[]")) {
        const { targets, complete } = this.resolveAll(resource, resource.at(path.slice(0, -2)), targetType);
        for (const target of targets) append(index, target.urn, { resource, refers: true });
        if (complete !== true) append(index, "", { resource, refers: complete });
        continue;
      }
      const reference = resource.at(path);
      const resolution = this.resolve(resource, reference, targetType);
      if (resolution.kind === "undecided") {
        append(index, "", { resource, refers: resolution.undecided });
      } else if (resolution.kind === "resolved") {
        const refers = resolution.certain ? true : unresolved(reference);
        for (const target of resolution.targets) append(index, target.urn, { resource, refers });
      }
    }
    return index;
  }

  #identified(value: string, types: readonly string[]): readonly Resource[] {
    const exact = (this.#byIdentity.get(value) ?? []).filter(({ type }) => types.includes(type));
    if (exact.length > 0 || !value.startsWith("arn:")) return exact;
    const name = value.slice(Math.max(value.lastIndexOf("/"), value.lastIndexOf(":")) + 1);
    return (this.#byIdentity.get(name) ?? []).filter(
      ({ type }) => types.includes(type) && arnMentionsType(value, type),
    );
  }

  #dependenciesOf(from: Resource, property: Property): readonly Resource[] {
    const top = /^[^.[]+/.exec(property.path)?.[0] ?? "";
    const urns = from.source.propertyDependencies[top] ?? [];
    return urns.flatMap((urn) => this.get(urn) ?? []);
  }
}

function unresolved(property: Property): Undecided {
  return { path: property.path, reason: "the reference cannot be resolved within this stack" };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
