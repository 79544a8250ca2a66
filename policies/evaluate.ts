import { capacityOf, type CapacityLimit } from "./engine/capacity/report";
import type { Configuration } from "./engine/verdicts/configuration";
import { CoverageCount, type Coverage } from "./engine/verdicts/coverage";
import { findingOf, undecidedVerdictOf, type Finding, type UndecidedVerdict } from "./engine/verdicts/finding";
import { Graph } from "./engine/graph/graph";
import type { Resource, ResourceGraph } from "./engine/graph/resource";
import { judge } from "./engine/judge";
import { effectiveLevel } from "./engine/verdicts/level";
import { mergeIntoAncestors, type Violation } from "./engine/verdicts/merge";
import { parseConfiguration } from "./engine/verdicts/parse-configuration";
import { opaqueResources, type Opaque } from "./engine/opaque";
import { groupOf, type Rule, type RuleDescription } from "./engine/rule";
import { stackUrn } from "./engine/verdicts/stack-urn";
import { waiversValid } from "./engine/verdicts/waiver";
import { Waivers, type Waived } from "./engine/verdicts/waivers";
import { rules } from "./rules";

export { ConfigurationError, type Configuration } from "./engine/verdicts/configuration";
export type { CapacityLimit } from "./engine/capacity/report";
export type { Coverage, ResourceCoverage } from "./engine/verdicts/coverage";
export type { Finding, UndecidedVerdict } from "./engine/verdicts/finding";
export type { GraphResource, ManifestFile, ResourceGraph } from "./engine/graph/resource";
export { manifestDocuments } from "./engine/kubernetes/manifest";
export type { Opaque } from "./engine/opaque";
export type { References } from "./engine/rule";
export { isPropertyMap, reveal, Secret, unknown, Unknown, type PropertyMap, type Value } from "./engine/values/value";
export type { Waiver } from "./engine/verdicts/waiver";
export type { Waived } from "./engine/verdicts/waivers";

/** What the rules say of a stack. */
export interface Verdicts {
  readonly findings: readonly Finding[];
  readonly undecided: readonly UndecidedVerdict[];
  /** Findings and undecided verdicts that a waiver covers. */
  readonly waived: readonly Waived[];
  readonly opaque: readonly Opaque[];
  readonly coverage: Coverage;
  /** What the stack may run out of as it grows, what it runs out of first at the front. */
  readonly capacity: readonly CapacityLimit[];
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

/** A resource that a rule fails, with all that is wrong. */
interface Failure {
  readonly by: Rule;
  readonly urn: string;
  readonly violations: readonly Violation[];
}

/** {@link evaluate} with rules of one's own. */
export function evaluateRules(judged: readonly Rule[], source: ResourceGraph, configuration: Configuration): Verdicts {
  const { parameters } = configuration;
  const graph = new Graph(source, true, parameters.podTemplates);
  const waivers = new Waivers(parameters, new Set(ruleDescriptions.map(({ id }) => id)));
  for (const resource of graph.resources) waivers.take(resource, graph.ancestors(resource));
  const coverage = new CoverageCount(graph.resources.map(({ urn }) => urn));
  const failures: Failure[] = [];
  const undecided: UndecidedVerdict[] = [];
  const waived: Waived[] = [];

  const judgeOne = (by: Rule, subject: Resource): void => {
    const { urn } = subject;
    const verdict = judge(by, subject, graph, parameters);
    if (verdict.kind === "pass") coverage.add(urn, by.id, "passed");
    if (verdict.kind === "fail")
      failures.push({ by, urn, violations: verdict.violations.map((condition) => ({ by, urn, condition })) });
    if (verdict.kind === "undecided") {
      const open = undecidedVerdictOf(by, urn, verdict.conditions, configuration);
      const covered = waivers.cover(open);
      if (covered) waived.push(covered);
      else undecided.push(open);
      coverage.add(urn, by.id, covered ? "waived" : "undecided");
    }
  };
  for (const by of judged)
    for (const type of Object.keys(by.reads)) for (const subject of graph.ofType(type)) judgeOne(by, subject);

  const findings: Finding[] = [];
  const accepted = new Set<Violation>();
  const violations = failures.flatMap((failure) => failure.violations);
  const reportedAs = mergeIntoAncestors(violations, (urn) => {
    const resource = graph.get(urn);
    return resource ? graph.ancestors(resource).map((ancestor) => ancestor.urn) : [];
  });
  for (const violation of new Set(reportedAs.values())) {
    const { by, urn, condition } = violation;
    const finding = findingOf(by, effectiveLevel(by, condition, configuration), urn, condition);
    const covered = waivers.cover(finding);
    if (!covered) findings.push(finding);
    else {
      waived.push(covered);
      accepted.add(violation);
    }
  }
  for (const { by, urn, violations } of failures) {
    const isWaived = violations.every((violation) => accepted.has(reportedAs.get(violation) ?? violation));
    coverage.add(urn, by.id, isWaived ? "waived" : "failed");
  }

  return {
    findings: [...findings, ...waivers.findings(stackUrn(source))],
    undecided,
    waived,
    opaque: opaqueResources(graph, judged, parameters),
    coverage: coverage.total(judged.length),
    capacity: capacityOf(graph, parameters),
  };
}
