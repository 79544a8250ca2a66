import { findingOf, type Finding, type UndecidedVerdict } from "./finding";
import { partsOf, waiversOn, type CarriedWaiver } from "./carried-waiver";
import { daysBetween, problemsOf, waiverSchema, waiversValid, type Waiver, type WaiverProblem } from "./waiver";
import { globMatches, urnMatches } from "../glob";
import type { Resource } from "../graph/resource";
import type { Parameters } from "../parameters";
import { groupOf } from "../rule";

/** A finding, or a verdict that could not be decided, that a waiver covers. */
export interface Waived {
  readonly finding: Finding | UndecidedVerdict;
  readonly waiver: Waiver;
  /** Where the waiver stands: in the configuration of the pack, or on the resource itself. */
  readonly by: "configuration" | "resource";
  /** Days until the waiver expires; 0 on its last day. */
  readonly daysLeft: number;
}

/** A waiver in force. */
interface Entry {
  readonly waiver: Waiver;
  /** Its place in the configuration; undefined for one that resources carry. */
  readonly index: number | undefined;
  /** For one that resources carry: the property, and every resource that carries it. */
  readonly path: string;
  readonly urns: Set<string>;
  used: boolean;
  /** Whether it would have covered a verdict that only the configuration may waive. */
  refused: boolean;
}

/** The waivers of a run: which findings they cover, and what is wrong with themselves. */
export class Waivers {
  readonly #valid: Entry[] = [];
  readonly #problems: { readonly urn?: string; readonly problem: WaiverProblem }[] = [];
  /** Waivers that resources carry, by the resource that an equal one stands on first, by rule and by text. */
  readonly #carried = new Map<string, Entry | undefined>();

  constructor(
    readonly parameters: Parameters,
    readonly knownRules: ReadonlySet<string>,
  ) {
    parameters.waivers.forEach((raw, index) => {
      const parsed = waiverSchema.safeParse(raw);
      const problems = parsed.success
        ? problemsOf(parsed.data, parameters, knownRules)
        : parsed.error.issues.map(({ path, message }) => ({
            path: path.join("."),
            message: `The waiver is malformed: ${message}.`,
            fix: "Write {rule, urn, reason of at least 20 characters, owner, expires as YYYY-MM-DD}.",
          }));
      for (const { path, ...problem } of problems)
        this.#problems.push({
          problem: { path: path === "" ? `waivers[${index}]` : `waivers[${index}].${path}`, ...problem },
        });
      if (parsed.success && problems.length === 0) this.#accept(parsed.data, `waivers[${index}]`, index);
    });
  }

  /**
   * Takes the waivers that a resource carries. A component hands its tags to its parts: one that stands on both is one
   * waiver, of the component.
   */
  take(resource: Resource, ancestors: readonly Resource[]): void {
    for (const carried of waiversOn(resource)) {
      const isSame = (other: CarriedWaiver): boolean =>
        other.rule === carried.rule && other.text.text() === carried.text.text();
      const owner = ancestors.findLast((ancestor) => waiversOn(ancestor).some(isSame)) ?? resource;
      const key = [owner.urn, carried.rule, carried.text.text() ?? ""].join("\n");
      if (!this.#carried.has(key)) this.#carried.set(key, this.#read(owner.urn, carried));
      this.#carried.get(key)?.urns.add(resource.urn);
    }
  }

  /** The waiver that covers a finding, if one does. Asking marks it as used. */
  cover(finding: Finding | UndecidedVerdict): Waived | undefined {
    const covering = this.#valid.filter(({ waiver, index, urns }) => {
      if (waiver.rule !== finding.rule) return false;
      return index === undefined ? urns.has(finding.urn) : urnMatches(waiver.urn, finding.urn);
    });
    const allowed = covering.filter((entry) => {
      entry.refused ||= entry.index === undefined && !this.#mayCarry(finding);
      return entry.index !== undefined || this.#mayCarry(finding);
    });
    for (const entry of allowed) entry.used = true;
    const [entry] = allowed;
    if (!entry) return undefined;
    const { waiver, index } = entry;
    return {
      finding,
      waiver,
      by: index === undefined ? "resource" : "configuration",
      daysLeft: daysBetween(this.parameters.today, waiver.expires),
    };
  }

  /** What is wrong with the waivers, once all findings have been shown to {@link cover}. */
  findings(stackUrn: string): readonly Finding[] {
    const told = ({ urn, problem }: { readonly urn?: string; readonly problem: WaiverProblem }): Finding =>
      findingOf(waiversValid, "mandatory", urn ?? stackUrn, problem);
    return [...this.#problems.map(told), ...this.#valid.flatMap((entry) => aboutUse(entry) ?? []).map(told)];
  }

  /** Whether a waiver on a resource may cover a verdict of this level. */
  #mayCarry({ level }: Finding | UndecidedVerdict): boolean {
    return level === "advisory" || this.parameters.resourceWaivers === "mandatory";
  }

  #read(urn: string, carried: CarriedWaiver): Entry | undefined {
    const { path } = carried.text;
    const refuse = (message: string, fix?: string): undefined => {
      this.#problems.push({ urn, problem: { path, message, ...(fix !== undefined && { fix }) } });
    };
    const forbidden = this.#forbidden(carried.rule);
    if (forbidden !== undefined) return refuse(forbidden, "Remove it, or write the waiver into the configuration.");
    const text = carried.text.isSecret ? undefined : carried.text.text();
    if (text === undefined)
      return refuse("The waiver on the resource is no plain text that is known at preview.", howToWrite);
    if (carried.isTag && (text.length > 256 || !/^[\p{L}\p{N} _.:/=+\-@]*$/u.test(text)))
      return refuse(
        "The waiver is a tag value that AWS refuses.",
        "Use at most 256 letters, digits, spaces and the characters _ . : / = + - @.",
      );
    const parsed = waiverSchema.safeParse({ rule: carried.rule, urn, ...partsOf(text) });
    if (!parsed.success) return refuse("The waiver on the resource is malformed.", howToWrite);
    const problems = problemsOf(parsed.data, this.parameters, this.knownRules);
    for (const { message, fix } of problems) refuse(message, fix);
    return problems.length > 0 ? undefined : this.#accept(parsed.data, path, undefined);
  }

  /** Why the configuration does not let a resource waive a rule. */
  #forbidden(rule: string): string | undefined {
    const { resourceWaivers, resourceWaiverRules } = this.parameters;
    if (resourceWaivers === "none") return "The configuration lets no resource waive anything itself.";
    if (groupOf(rule) === "META") return "What the rules are judged by cannot be waived on a resource.";
    return resourceWaiverRules.some((glob) => globMatches(glob, rule))
      ? undefined
      : `The configuration lets no resource waive ${rule} itself.`;
  }

  #accept(waiver: Waiver, path: string, index: number | undefined): Entry {
    const entry: Entry = { waiver, index, path, urns: new Set(), used: false, refused: false };
    this.#valid.push(entry);
    return entry;
  }
}

const howToWrite =
  'Write "expires=YYYY-MM-DD owner=NAME reason=TEXT", with a reason of at least 20 characters, as plain text.';

/** What is wrong with the use that a waiver of the right form has been of. */
function aboutUse({ waiver, index, path, used, refused }: Entry): { urn?: string; problem: WaiverProblem } | undefined {
  const { rule, urn } = waiver;
  if (refused) {
    const message = `The waiver of ${rule} on the resource would cover a mandatory verdict, which only the configuration may.`;
    return { urn, problem: { path, message, fix: "Fix what it covers, or write the waiver into the configuration." } };
  }
  if (used) return undefined;
  if (index === undefined) {
    const message = `The waiver of ${rule} on the resource covers nothing in this run.`;
    return { urn, problem: { path, message, fix: "Remove it, or correct its rule." } };
  }
  const message = `The waiver of ${rule} for ${JSON.stringify(urn)} covers nothing in this run.`;
  return { problem: { path, message, fix: "Remove it, or correct its rule or URN." } };
}
