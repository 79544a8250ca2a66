import type { OfflineResource } from "./offline-preview";
import { isList, isMap, unknownSentinel, type Json, type Properties } from "../properties";

/** A step of `pulumi preview --json`. */
export interface EngineStep {
  readonly op: string;
  readonly urn: string;
  readonly newState?: EngineState;
}

/** A resource as the engine would write it into its state. */
export interface EngineState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  readonly inputs?: Properties;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly deletedWith?: string;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
}

/** A resource in the form in which both previews can be compared. */
export interface Described {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly inputs: Json;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly provider: string;
  readonly protect: boolean;
  readonly deletedWith: string;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
}

export function describeOffline(resource: OfflineResource): Described {
  return described(resource, resource.inputs, resource.provider ?? "");
}

export function describeEngine(state: EngineState): Described {
  // What the engine notes in a provider's inputs for itself is none of the program's.
  const { __internal, ...inputs } = state.inputs ?? {};
  void __internal;
  // A reference to a provider is its URN and, behind it, its id.
  return described(state, marked(inputs), (state.provider ?? "").split("::").slice(0, 4).join("::"));
}

function described(of: OfflineResource | EngineState, inputs: Json, provider: string): Described {
  return {
    urn: of.urn,
    type: of.type,
    custom: of.custom,
    parent: of.parent ?? "",
    inputs: inOrder(inputs),
    dependencies: unique(of.dependencies),
    propertyDependencies: Object.fromEntries(
      Object.entries(of.propertyDependencies ?? {})
        .map(([key, urns]) => [key, unique(urns)] as const)
        .filter(([, urns]) => urns.length > 0)
        .sort(([left], [right]) => left.localeCompare(right)),
    ),
    provider,
    protect: of.protect ?? false,
    deletedWith: of.deletedWith ?? "",
    retainOnDelete: of.retainOnDelete ?? false,
    ignoreChanges: unique(of.ignoreChanges),
    additionalSecretOutputs: unique(of.additionalSecretOutputs),
  };
}

/** Unknowns and secrets as the offline preview writes them. */
function marked(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (value === unknownSentinel) return { $unknown: true };
  if (value === "[secret]") return { $secret: true };
  if (isList(value)) return value.map(marked);
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, element]) => [key, marked(element)]))
    : value;
}

function inOrder(value: Json): Json {
  if (isList(value)) return value.map(inOrder);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, element]) =>
    element === undefined ? [] : [[key, inOrder(element)] as const],
  );
  return Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right)));
}

function unique(values: readonly string[] | null | undefined): readonly string[] {
  return [...new Set(values ?? [])].sort();
}
