import type { GraphResource, ResourceGraph } from "../../policies/engine/graph/resource";
import type { parametersSchema } from "../../policies/engine/parameters";
import type { Rule } from "../../policies/engine/rule";
import { Secret, unknown, Unknown, type PropertyMap, type Value } from "../../policies/engine/values/value";
import type { z } from "zod";

/** Stands in a fixture for an output of another resource: unknown at preview, with a dependency on that resource. */
class OutputOf {
  constructor(readonly resources: readonly GraphResource[]) {}
}

type FixtureValue = Value | OutputOf | readonly FixtureValue[] | FixtureMap;

interface FixtureMap {
  readonly [key: string]: FixtureValue;
}

/** An unknown value that was made from outputs of the given resources, such as an id or an ARN. */
export function outputOf(...resources: readonly GraphResource[]): OutputOf {
  return new OutputOf(resources);
}

/** A registered resource with the given inputs; outputs of others become unknowns with property dependencies. */
export function resource(
  type: string,
  name: string,
  inputs: { readonly [key: string]: FixtureValue } = {},
  options: Partial<Omit<GraphResource, "type" | "name" | "inputs" | "urn">> & { parentType?: string } = {},
): GraphResource {
  const propertyDependencies: Record<string, string[]> = {};
  const plain: Record<string, Value> = {};
  for (const [key, value] of Object.entries(inputs)) {
    const dependencies = new Set<string>();
    plain[key] = resolveOutputs(value, dependencies);
    if (dependencies.size > 0) propertyDependencies[key] = [...dependencies];
  }
  const { parentType, ...rest } = options;
  return {
    urn: `urn:pulumi:test::fixture::${parentType === undefined ? "" : `${parentType}$`}${type}::${name}`,
    type,
    name,
    inputs: plain,
    custom: !type.startsWith("eks:index:") && !type.startsWith("platform:"),
    remote: type.startsWith("eks:index:"),
    dependencies: Object.values(propertyDependencies).flat(),
    propertyDependencies,
    protect: false,
    retainOnDelete: false,
    ...rest,
  };
}

/** A stack of resources. Those that a fixture gives one name are told apart by a number, as URNs must be. */
export function graphOf(resources: readonly GraphResource[]): ResourceGraph {
  const seen = new Map<string, number>();
  const unique = resources.map((each) => {
    const count = (seen.get(each.urn) ?? 0) + 1;
    seen.set(each.urn, count);
    return count === 1 ? each : { ...each, urn: `${each.urn}-${count}`, name: `${each.name}-${count}` };
  });
  return { project: "fixture", stack: "test", resources: unique };
}

/** One stack that a rule is tried on. */
export interface Fixture {
  /** What is special about it, as the end of the sentence "passes when", "fails when", "is undecided when". */
  readonly when: string;
  readonly resources: readonly GraphResource[];
  readonly parameters?: z.input<typeof parametersSchema>;
  /** For failing fixtures: the paths of all findings, in any order. Compared exactly when given. */
  readonly paths?: readonly string[];
  /** For failing fixtures: the level of the findings, where it is not the rule's own. */
  readonly level?: "mandatory" | "production" | "advisory";
}

/** All that is tried on one rule. A rule needs at least one fixture of each of the first three kinds. */
export interface RuleFixtures {
  readonly rule: Rule;
  readonly passes: readonly Fixture[];
  readonly fails: readonly Fixture[];
  readonly undecided: readonly Fixture[];
  /** Stacks that hold no subject of the rule: it must say nothing at all. */
  readonly outside?: readonly Fixture[];
}

function resolveOutputs(value: FixtureValue, dependencies: Set<string>): Value {
  if (value instanceof OutputOf) {
    for (const { urn } of value.resources) dependencies.add(urn);
    return unknown;
  }
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Unknown || value instanceof Secret) return value;
  if (Array.isArray(value)) return value.map((item: FixtureValue) => resolveOutputs(item, dependencies));
  const resolved: Record<string, Value> = {};
  for (const [key, item] of Object.entries(value)) resolved[key] = resolveOutputs(item as FixtureValue, dependencies);
  return resolved satisfies PropertyMap;
}
