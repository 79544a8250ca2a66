import type { Configuration } from "../verdicts/configuration";
import { findingOf, undecidedVerdictOf, type Finding, type UndecidedVerdict } from "../verdicts/finding";
import { Graph } from "../graph/graph";
import { Resource, type GraphResource } from "../graph/resource";
import { judge, type Verdict } from "../judge";
import { effectiveLevel, type EffectiveLevel } from "../verdicts/level";
import { causeOf } from "../verdicts/merge";
import type { Condition, Rule, RuleDescription } from "../rule";
import { stackUrn } from "../verdicts/stack-urn";
import { Waivers, type Waived } from "../verdicts/waivers";

/** Something to tell through the Pulumi engine. */
export interface Report {
  /** The name of the rule that it belongs to. */
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  /** Undefined where the configuration of the rule's own policy decides: advisory unless raised. */
  readonly level: EffectiveLevel | undefined;
}

/**
 * One run of the pack under the Pulumi engine, which shows resources one by one before they are created, and all of them
 * when they have been registered. Rules about one resource are judged at once, so that they can stop its creation; rules
 * about relations wait for the whole stack. What is undecided on a resource alone is judged again with the stack.
 */
export class PackSession {
  readonly #resources = new Map<string, GraphResource>();
  readonly #failed = new Set<string>();
  readonly #reported = new Set<string>();
  readonly #waivers: Waivers;
  readonly #byType = new Map<string, Rule[]>();

  constructor(
    readonly rules: readonly Rule[],
    descriptions: readonly RuleDescription[],
    readonly configuration: Configuration,
  ) {
    this.#waivers = new Waivers(configuration.parameters, new Set(descriptions.map(({ id }) => id)));
    for (const rule of rules)
      for (const type of Object.keys(rule.reads)) this.#byType.set(type, [...(this.#byType.get(type) ?? []), rule]);
  }

  /** What the program declared of a resource that has been judged. */
  inputsOf(urn: string): GraphResource["inputs"] | undefined {
    return this.#resources.get(urn)?.inputs;
  }

  /** Judges a resource alone, with the provider that it uses. */
  judgeResource(resource: GraphResource, provider?: GraphResource): readonly Report[] {
    this.#resources.set(resource.urn, resource);
    const resources = provider ? [resource, provider] : [resource];
    const graph = new Graph({ project: "", stack: "", resources }, false, this.configuration.parameters.podTemplates);
    const [subject] = graph.resources;
    if (!subject) return [];
    this.#waivers.take(
      subject,
      this.#ancestors(subject.urn).flatMap((urn) => {
        const parent = this.#resources.get(urn);
        return parent ? [new Resource(parent)] : [];
      }),
    );
    return subject.readAs
      .flatMap((type) => this.#byType.get(type) ?? [])
      .flatMap((rule) => {
        if (rule.scope === "stack") return [];
        const verdict = judge(rule, subject, graph, this.configuration.parameters);
        if (verdict.kind === "undecided" && rule.scope === "resource and stack") return [];
        return this.#report(rule, subject.urn, verdict);
      });
  }

  /** Judges the relations of the whole stack, and at last the waivers. */
  judgeStack(resources: readonly GraphResource[]): readonly Report[] {
    for (const resource of resources) this.#resources.set(resource.urn, resource);
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(resources[0]?.urn ?? "") ?? [];
    const source = { project, stack, resources };
    const graph = new Graph(source, true, this.configuration.parameters.podTemplates);
    for (const resource of graph.resources) this.#waivers.take(resource, graph.ancestors(resource));
    const reports = this.rules.flatMap((rule) => {
      const subjects = graph.ofType(...Object.keys(rule.reads));
      // What components announce has not been judged alone.
      const left = rule.scope === "resource" ? subjects.filter(({ isAnnounced }) => isAnnounced) : subjects;
      return left.flatMap((subject) =>
        this.#report(rule, subject.urn, judge(rule, subject, graph, this.configuration.parameters)),
      );
    });
    const aboutWaivers = this.#waivers
      .findings(stackUrn(source))
      .map(({ name, urn, message, level }) => ({ policy: name, urn, message, level }));
    return [...reports, ...aboutWaivers];
  }

  #report(rule: Rule, urn: string, verdict: Verdict): readonly Report[] {
    if (verdict.kind === "undecided") {
      const open = undecidedVerdictOf(rule, urn, verdict.conditions, this.configuration);
      return [this.#told(rule, open, `Undecided: ${rule.title}. The path is ${open.path}. ${sentence(open.reason)}`)];
    }
    if (verdict.kind !== "fail") return [];
    // A rule that failed on the resource alone may find more with the stack.
    const violations = verdict.violations.filter(({ path }) => !this.#reported.has([rule.id, urn, path].join("\n")));
    for (const { path } of violations) this.#reported.add([rule.id, urn, path].join("\n"));
    for (const condition of violations) this.#failed.add(this.#key(rule, urn, condition));
    return violations
      .filter(
        (condition) => !this.#ancestors(urn).some((parent) => this.#failed.has(this.#key(rule, parent, condition))),
      )
      .map((condition) => {
        const level = effectiveLevel(rule, condition, this.configuration);
        const finding = findingOf(rule, level, urn, condition);
        return this.#told(rule, finding, finding.message, condition);
      });
  }

  #told(rule: Rule, finding: Finding | UndecidedVerdict, message: string, condition?: Condition): Report {
    const { urn, level } = finding;
    const waived = this.#waivers.cover(finding);
    const { undecidedIs, resourceWaivers } = this.configuration.parameters;
    const raisable = level === "advisory" && (condition ? condition.level === undefined : undecidedIs === "fail");
    if (!waived) return { policy: rule.name, urn, message, level: raisable ? undefined : level };
    // Whether its own policy makes the verdict mandatory, which a resource may not waive, is known to the SDK alone.
    const mayBeRaised = raisable && waived.by === "resource" && resourceWaivers !== "mandatory";
    const told = waivedMessage(message, waived);
    return { policy: rule.name, urn, message: told, level: mayBeRaised ? undefined : "advisory" };
  }

  #ancestors(urn: string): readonly string[] {
    const found: string[] = [];
    for (let at = this.#resources.get(urn)?.parent; at !== undefined; at = this.#resources.get(at)?.parent)
      found.push(at);
    return found;
  }

  #key(rule: Rule, urn: string, condition: Condition): string {
    return [rule.id, urn, causeOf(condition)].join("\n");
  }
}

function waivedMessage(message: string, { waiver }: Waived): string {
  return `Waived until ${waiver.expires} by ${waiver.owner}: ${sentence(waiver.reason)} ${message}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
