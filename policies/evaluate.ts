import { parseConfiguration, type Configuration } from "./engine/configuration";
import { CoverageCount, type Coverage } from "./engine/coverage";
import { findingOf, type Finding, type UndecidedVerdict } from "./engine/finding";
import { Graph, type ResourceGraph } from "./engine/graph";
import { judge, type Verdict } from "./engine/judge";
import { effectiveLevel } from "./engine/level";
import { mergeIntoAncestors } from "./engine/merge";
import { opaqueResources, type Opaque } from "./engine/opaque";
import { groupOf, type Condition, type Rule, type RuleDescription } from "./engine/rule";
import { Waivers, waiversValid, type Waived } from "./engine/waiver";
import { rules } from "./rules";

export { ConfigurationError, type Configuration } from "./engine/configuration";
export type { Coverage, ResourceCoverage } from "./engine/coverage";
export type { Finding, UndecidedVerdict } from "./engine/finding";
export type { GraphResource, ResourceGraph } from "./engine/graph";
export type { Opaque } from "./engine/opaque";
export type { References } from "./engine/rule";
export { isPropertyMap, reveal, Secret, unknown, Unknown, type PropertyMap, type Value } from "./engine/value";
export type { Waived, Waiver } from "./engine/waiver";

/** What the rules say of a stack. */
export interface Verdicts {
  readonly findings: readonly Finding[];
  readonly undecided: readonly UndecidedVerdict[];
  /** Findings and undecided verdicts that a waiver covers. */
  readonly waived: readonly Waived[];
  readonly opaque: readonly Opaque[];
  readonly coverage: Coverage;
}

/** Every rule of the pack with the words that reports need, in the order of the catalogue. */
export const ruleDescriptions: readonly (RuleDescription & { readonly group: string })[] = [...rules, waiversValid].map(
  ({ id, name, title, why, fix, level, references }) => ({
    ...{ id, name, title, why, fix, level, references },
    group: groupOf(id),
  }),
);

/**
 * Reads the content of `policies/config/<environment>.json`, which is also what `--policy-pack-config` takes.
 *
 * @throws ConfigurationError with every problem.
 */
export function readConfiguration(json: unknown): Configuration {
  return parseConfiguration(json, rules);
}

/** Judges every resource of a stack by every rule that reads its type. Pure: equal arguments give equal verdicts. */
export function evaluate(source: ResourceGraph, configuration: Configuration): Verdicts {
  return evaluateRules(rules, source, configuration);
}

/** {@link evaluate} with rules of one's own. */
export function evaluateRules(
  judged: readonly Rule[],
  source: ResourceGraph,
  { parameters, raised }: Configuration,
): Verdicts {
  const graph = new Graph(source);
  const waivers = new Waivers(parameters, new Set(ruleDescriptions.map(({ id }) => id)));
  const coverage = new CoverageCount(source.resources.map(({ urn }) => urn));
  const failed: { rule: string; urn: string; condition: Condition; by: Rule }[] = [];
  const findings: Finding[] = [];
  const undecided: UndecidedVerdict[] = [];
  const waived: Waived[] = [];

  for (const rule of judged)
    for (const subject of graph.ofType(...Object.keys(rule.reads))) {
      const { urn } = subject;
      const verdict = judge(rule, subject, graph, parameters);
      if (verdict.kind === "pass") coverage.add(urn, rule.id, "passed");
      if (verdict.kind === "fail")
        failed.push(...verdict.violations.map((condition) => ({ rule: rule.id, urn, condition, by: rule })));
      if (verdict.kind === "undecided") {
        const open = undecidedVerdict(rule, urn, verdict, { parameters, raised });
        const covered = waivers.cover(open);
        if (covered) waived.push(covered);
        else undecided.push(open);
        coverage.add(urn, rule.id, covered ? "waived" : "undecided");
      }
    }

  const broken = new Map<string, { rule: string; urn: string; waived: boolean }>();
  const merged = new Set(
    mergeIntoAncestors(failed, (urn) => {
      const resource = graph.get(urn);
      return resource ? graph.ancestors(resource).map((ancestor) => ancestor.urn) : [];
    }),
  );
  for (const violation of failed) {
    const { rule, urn, condition, by } = violation;
    const finding = findingOf(by, effectiveLevel(by, condition, parameters, raised), urn, condition);
    const covered = merged.has(violation) ? waivers.cover(finding) : undefined;
    if (covered) waived.push(covered);
    else if (merged.has(violation)) findings.push(finding);
    const key = `${rule} ${urn}`;
    broken.set(key, { rule, urn, waived: covered !== undefined && (broken.get(key)?.waived ?? true) });
  }
  for (const verdict of broken.values()) coverage.add(verdict.urn, verdict.rule, verdict.waived ? "waived" : "failed");

  return {
    findings: [...findings, ...waivers.findings(stackUrn(source))],
    undecided,
    waived,
    opaque: opaqueResources(graph, judged),
    coverage: coverage.total(judged.length),
  };
}

/** One verdict with the first unknown that mattered, at the highest level that any open condition has. */
function undecidedVerdict(
  rule: Rule,
  urn: string,
  { conditions }: Extract<Verdict, { kind: "undecided" }>,
  { parameters, raised }: Configuration,
): UndecidedVerdict {
  const mandatory =
    parameters.undecidedIs === "fail" &&
    conditions.some(({ condition }) => effectiveLevel(rule, condition, parameters, raised) === "mandatory");
  const { path, reason } = conditions[0]?.undecided ?? { path: "", reason: "not known" };
  const { id, name, title } = rule;
  return { rule: id, name, title, level: mandatory ? "mandatory" : "advisory", urn, path, reason };
}

/** The URN of the stack itself, which carries what is wrong with the configuration. */
function stackUrn({ project, stack, resources }: ResourceGraph): string {
  const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  return root?.urn ?? `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
}
