import type { RegisterResourceRequest, ReadResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";
import type { PropertyMap } from "../../policies/evaluate";
import type { Project } from "../project/project";
import { holdsSecret, type References } from "../project/references";
import type { Stack } from "../project/stack-file";
import { createUrn, stackReferenceType, stackType, typeOf, urnOfProvider } from "../urn";
import { decodeStruct, type Decoded } from "./wire";
import { plannedOutputs } from "./computed/outputs";
import { defaultProvider } from "./default-provider";
import { MonitorError } from "./monitor-error";
import type { CodePosition, RegisteredResource } from "./registered-resource";

/** What the program gets back for a resource. */
export interface Registration {
  readonly resource: RegisteredResource;
  /** The planned outputs; undefined where they are the inputs exactly as they came. */
  readonly outputs: PropertyMap | undefined;
}

/** The stack as far as the program has registered it: what the engine calls the plan of a first deployment. */
export class Deployment {
  readonly #resources = new Map<string, RegisteredResource>();
  readonly #outputs = new Map<string, PropertyMap>();
  #root: string | undefined;

  /** @param onRegistered called for each resource, for progress. */
  constructor(
    readonly project: Project,
    readonly stack: Stack,
    private readonly references: References,
    private readonly onRegistered: (resource: RegisteredResource) => void,
  ) {}

  /** In the order of registration. */
  get resources(): readonly RegisteredResource[] {
    return [...this.#resources.values()].map((resource) => {
      const outputs = this.#outputs.get(resource.urn);
      return outputs ? { ...resource, outputs } : resource;
    });
  }

  get(urn: string): RegisteredResource | undefined {
    return this.#resources.get(urn);
  }

  /** What the program exports. */
  get outputs(): PropertyMap {
    return (this.#root === undefined ? undefined : this.#outputs.get(this.#root)) ?? {};
  }

  /** @throws MonitorError when the URN is taken or the parent is not registered. */
  register(request: RegisterResourceRequest): Registration {
    const type = request.getType();
    const name = request.getName();
    const custom = request.getCustom();
    const remote = request.getRemote();
    const parent = this.#parentOf(request.getParent());
    const urn = createUrn(this.stack.name, this.project.name, parent, type, name);
    const decoded = decodeStruct(request.getObject());
    const dependencies = request.getDependenciesList();
    const reference = this.#providerOf(request, type, custom, remote);
    const timeouts = request.getCustomtimeouts();
    const resource: RegisteredResource = {
      urn,
      type,
      name,
      parent,
      custom,
      remote,
      inputs: inputsOf(request, decoded),
      dependencies,
      propertyDependencies: propertyDependencies(request, decoded, dependencies),
      provider: reference === undefined ? undefined : urnOfProvider(reference),
      protect: request.getProtect() ?? false,
      deletedWith: request.getDeletedwith() === "" ? undefined : request.getDeletedwith(),
      retainOnDelete: request.getRetainondelete() ?? false,
      external: false,
      aliases: this.#aliasesOf(request, parent, type, name),
      ignoreChanges: request.getIgnorechangesList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      customTimeouts: Object.fromEntries(
        Object.entries({
          create: timeouts?.getCreate() ?? "",
          update: timeouts?.getUpdate() ?? "",
          delete: timeouts?.getDelete() ?? "",
        }).filter(([, duration]) => duration !== ""),
      ),
      madeAt: positionOf(request.getSourceposition()),
    };
    this.#add(resource);
    return { resource, outputs: custom || remote ? plannedOutputs(resource, decoded.resolved) : undefined };
  }

  /** A resource that exists already: the program reads it by its id, and nothing but what it said is known. */
  read(request: ReadResourceRequest): Registration {
    const type = request.getType();
    const parent = this.#parentOf(request.getParent());
    const urn = createUrn(this.stack.name, this.project.name, parent, type, request.getName());
    const decoded = decodeStruct(request.getProperties());
    const resource: RegisteredResource = {
      urn,
      type,
      name: request.getName(),
      parent,
      custom: true,
      remote: false,
      inputs: decoded.properties,
      outputs: { ...decoded.properties, id: request.getId() },
      dependencies: request.getDependenciesList(),
      propertyDependencies: {},
      provider: request.getProvider() === "" ? undefined : urnOfProvider(request.getProvider()),
      protect: false,
      deletedWith: undefined,
      retainOnDelete: false,
      external: true,
      aliases: [],
      ignoreChanges: [],
      deleteBeforeReplace: false,
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      customTimeouts: {},
      madeAt: positionOf(request.getSourceposition()),
    };
    if (type === stackReferenceType) return this.#reference(resource, request.getId());
    this.#add(resource);
    return { resource, outputs: plannedOutputs(resource, decoded.resolved) };
  }

  /** Another stack: its outputs, and which of them are secret. */
  #reference(resource: RegisteredResource, stack: string): Registration {
    const published = this.references.outputsOf(stack);
    const outputs = {
      name: stack,
      outputs: published,
      secretOutputNames: Object.keys(published).filter((name) => holdsSecret(published[name])),
    };
    this.#add({ ...resource, outputs: { ...outputs, id: stack } });
    return { resource, outputs };
  }

  /** @throws MonitorError when there is no such resource. */
  registerOutputs(urn: string, outputs: PropertyMap): void {
    if (!this.#resources.has(urn)) throw new MonitorError(`cannot register outputs of unknown resource '${urn}'`);
    this.#outputs.set(urn, outputs);
  }

  #add(resource: RegisteredResource): void {
    if (this.#resources.has(resource.urn)) {
      throw new MonitorError(`Duplicate resource URN '${resource.urn}'; try giving it a unique name`);
    }
    this.#resources.set(resource.urn, resource);
    if (resource.type === stackType) this.#root = resource.urn;
    this.onRegistered(resource);
  }

  #parentOf(parent: string): string | undefined {
    if (parent === "") return this.#root;
    if (!this.#resources.has(parent)) throw new MonitorError(`the parent '${parent}' is not registered`);
    return parent;
  }

  #providerOf(request: RegisterResourceRequest, type: string, custom: boolean, remote: boolean): string | undefined {
    const packageName = type.split(":")[0] ?? "";
    if (packageName === "pulumi" || (!custom && !remote)) return undefined;
    const explicit = request.getProvider() !== "" ? request.getProvider() : request.getProvidersMap().get(packageName);
    if (explicit !== undefined) return explicit;
    const provider = defaultProvider(this, packageName, request.getVersion());
    if (!this.#resources.has(provider.urn)) this.#add(provider);
    return `${provider.urn}::`;
  }

  #aliasesOf(
    request: RegisterResourceRequest,
    parent: string | undefined,
    type: string,
    name: string,
  ): readonly string[] {
    const aliases = request.getAliasesList().map((alias) => {
      const spec = alias.getSpec();
      if (spec === undefined) return alias.getUrn();
      const aliasParent = spec.getNoparent() ? undefined : orElse(spec.getParenturn(), parent);
      return createUrn(
        orElse(spec.getStack(), this.stack.name),
        orElse(spec.getProject(), this.project.name),
        aliasParent !== undefined && typeOf(aliasParent) === stackType ? undefined : aliasParent,
        orElse(spec.getType(), type),
        orElse(spec.getName(), name),
      );
    });
    return [...new Set(aliases)];
  }
}

/** The engine notes the version of a provider's plugin among its inputs. */
function inputsOf(request: RegisterResourceRequest, { properties }: Decoded): PropertyMap {
  const version = request.getVersion();
  if (!request.getType().startsWith("pulumi:providers:") || version === "" || "version" in properties)
    return properties;
  return { ...properties, version };
}

function positionOf(position: SourcePosition | undefined): CodePosition | undefined {
  return position && { uri: position.getUri(), line: position.getLine(), column: position.getColumn() };
}

/** An empty string is how an absent field arrives. */
function orElse<T>(value: string, fallback: T): string | T {
  return value === "" ? fallback : value;
}

/**
 * Those that the SDK states, with those of output values inside the properties. A request that states none at all is
 * from an SDK that cannot: every property then depends on everything.
 */
function propertyDependencies(
  request: RegisterResourceRequest,
  decoded: Decoded,
  dependencies: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const stated = request.getPropertydependenciesMap();
  if (stated.getLength() === 0 && !request.getRemote()) {
    return Object.fromEntries(Object.keys(decoded.properties).map((key) => [key, dependencies]));
  }
  const merged: Record<string, readonly string[]> = {};
  stated.forEach((urns, key) => {
    merged[key] = urns.getUrnsList();
  });
  for (const [key, urns] of decoded.dependencies) merged[key] = [...new Set([...(merged[key] ?? []), ...urns])];
  return merged;
}
