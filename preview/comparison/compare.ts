import type { Waived } from "../../policies/evaluate";
import { isDefaultProvider } from "../engine/default-provider";
import type { RegisteredResource } from "../engine/registered-resource";
import type { StackPreview } from "../stack-preview";
import { nameOf, typeOf } from "../urn";
import type { ChangedResource, ComparedResource, Comparison } from "./comparison";
import type { EarlierPreview, EarlierResource } from "./earlier";
import { propertyChanges, type Json, type JsonObject, type PropertyChange } from "./property-changes";

type EarlierWaived = EarlierPreview["waived"][number];

/** The options of a resource that change what the engine does with it. Dependencies are left out: they follow the inputs. */
const options = [
  ...["protect", "retainOnDelete", "deleteBeforeReplace", "deletedWith", "ignoreChanges", "provider", "parent"],
  ...["additionalSecretOutputs", "customTimeouts", "external"],
];

/** Compares a preview with an earlier one of the same stack. */
export function compare(against: string, before: EarlierPreview, after: StackPreview): Comparison {
  const { verdicts } = after;
  const waivedNow = new Set(verdicts.waived.map(({ finding }) => placeOf(finding)));
  return {
    against,
    resources: resourceChanges(before.resources, after.resources),
    outputs: propertyChanges(before.outputs, plain(after.outputs)),
    findings: {
      new: without(verdicts.findings, before.findings, levelAndPlaceOf),
      gone: without(before.findings, verdicts.findings, levelAndPlaceOf).filter(
        (finding) => !waivedNow.has(placeOf(finding)),
      ),
    },
    undecided: {
      new: without(verdicts.undecided, before.undecided, levelAndPlaceOf),
      gone: without(before.undecided, verdicts.undecided, levelAndPlaceOf).filter(
        (verdict) => !waivedNow.has(placeOf(verdict)),
      ),
    },
    waived: {
      new: without<Waived, EarlierWaived>(verdicts.waived, before.waived, ({ finding }) => placeOf(finding)),
      gone: without<EarlierWaived, Waived>(before.waived, verdicts.waived, ({ finding }) => placeOf(finding)),
    },
  };
}

function resourceChanges(
  before: readonly EarlierResource[],
  after: readonly RegisteredResource[],
): Comparison["resources"] {
  const isShown = ({ urn }: { readonly urn: string }): boolean =>
    !isDefaultProvider({ type: typeOf(urn), name: nameOf(urn) });
  const was = new Map(before.filter(isShown).map((resource) => [resource.urn, resource]));
  const is = new Map(after.filter(isShown).map((resource) => [resource.urn, resource]));
  const changed = [...is.values()].flatMap((resource): readonly ChangedResource[] => {
    const earlier = was.get(resource.urn);
    const changes = earlier === undefined ? [] : changesOf(earlier, resource);
    return changes.length === 0 ? [] : [{ ...compared(resource), changes }];
  });
  return {
    added: [...is.values()].filter(({ urn }) => !was.has(urn)).map(compared),
    changed,
    removed: [...was.values()].filter(({ urn }) => !is.has(urn)).map(compared),
  };
}

function changesOf(before: EarlierResource, after: RegisteredResource): readonly PropertyChange[] {
  // The earlier document was JSON, so what is in it is JSON.
  const was = before as unknown as JsonObject;
  const is = plain(after);
  return [
    ...propertyChanges(was["inputs"], is["inputs"]),
    ...options.flatMap((option) => propertyChanges(optionOf(was, option), optionOf(is, option), `options.${option}`)),
  ];
}

/** A default provider says nothing: its name carries the version of the SDK, which is new for every resource at once. */
function optionOf(resource: JsonObject, option: string): Json | undefined {
  const value = resource[option];
  if (option !== "provider" || typeof value !== "string") return value;
  return isDefaultProvider({ type: typeOf(value), name: nameOf(value) }) ? undefined : value;
}

function compared({ urn, type, name }: ComparedResource): ComparedResource {
  return { urn, type, name };
}

/** A value as the json format shows it, where secrets and unknowns say so instead of showing themselves. */
function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** Those whose key none of the others has. */
function without<T, Other>(
  list: readonly T[],
  others: readonly Other[],
  keyOf: (item: T | Other) => string,
): readonly T[] {
  const known = new Set(others.map(keyOf));
  return list.filter((item) => !known.has(keyOf(item)));
}

interface Placed {
  readonly rule: string;
  readonly urn: string;
  readonly path: string;
}

/** What a verdict is known by from run to run: the parts of its fingerprint. */
function placeOf({ rule, urn, path }: Placed): string {
  return JSON.stringify([rule, urn, path]);
}

function levelAndPlaceOf(verdict: Placed & { readonly level: string }): string {
  return `${verdict.level} ${placeOf(verdict)}`;
}
