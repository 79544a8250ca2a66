import { z } from "zod";
import { findingOf, type Finding, type UndecidedVerdict } from "./finding";
import { urnMatches } from "../glob";
import type { Parameters } from "../parameters";
import type { RuleDescription } from "../rule";

const waiverSchema = z.strictObject({
  rule: z.string().min(1),
  urn: z.string().min(1),
  reason: z.string().min(20),
  owner: z.string().min(1),
  expires: z.iso.date(),
});

/** An accepted finding: who accepts which rule to be broken where, why, and until when. */
export type Waiver = z.infer<typeof waiverSchema>;

/** A finding, or a verdict that could not be decided, that a waiver covers. */
export interface Waived {
  readonly finding: Finding | UndecidedVerdict;
  readonly waiver: Waiver;
  /** Days until the waiver expires; 0 on its last day. */
  readonly daysLeft: number;
}

/** The rule about the waivers themselves: nothing in it reads a resource. */
export const waiversValid: RuleDescription = {
  id: "META-02",
  name: "waivers-valid",
  title: "Every waiver is well-formed, in force and needed",
  why: "A waiver that nobody owns, that never ends or that covers nothing hides the next real finding.",
  fix: "Correct the waiver, or remove it.",
  level: "mandatory",
  references: { soc2: ["CC3.2", "CC8.1"], hipaa: ["308(a)(1)(ii)(B)"] },
};

/** The waivers of a run: which findings they cover, and what is wrong with themselves. */
export class Waivers {
  readonly #valid: { readonly waiver: Waiver; readonly index: number; used: boolean }[] = [];
  readonly #problems: { readonly path: string; readonly message: string; readonly fix?: string }[] = [];
  readonly #today: string;

  constructor(parameters: Parameters, knownRules: ReadonlySet<string>) {
    this.#today = parameters.today;
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
        this.#problems.push({ path: path === "" ? `waivers[${index}]` : `waivers[${index}].${path}`, ...problem });
      if (parsed.success && problems.length === 0) this.#valid.push({ waiver: parsed.data, index, used: false });
    });
  }

  /** The waiver that covers a finding, if one does. Asking marks it as used. */
  cover(finding: Finding | UndecidedVerdict): Waived | undefined {
    const covering = this.#valid.filter(
      ({ waiver }) => waiver.rule === finding.rule && urnMatches(waiver.urn, finding.urn),
    );
    for (const entry of covering) entry.used = true;
    const waiver = covering[0]?.waiver;
    return waiver && { finding, waiver, daysLeft: daysBetween(this.#today, waiver.expires) };
  }

  /** What is wrong with the waivers, once all findings have been shown to {@link cover}. */
  findings(stackUrn: string): readonly Finding[] {
    const unused = this.#valid
      .filter(({ used }) => !used)
      .map(({ waiver, index }) => ({
        path: `waivers[${index}]`,
        message: `The waiver of ${waiver.rule} for ${JSON.stringify(waiver.urn)} covers nothing in this run.`,
        fix: "Remove it, or correct its rule or URN.",
      }));
    return [...this.#problems, ...unused].map((problem) => findingOf(waiversValid, "mandatory", stackUrn, problem));
  }
}

function problemsOf(
  { rule, expires }: Waiver,
  { today, waiverMaxDays }: Parameters,
  knownRules: ReadonlySet<string>,
): readonly { path: string; message: string; fix?: string }[] {
  const days = daysBetween(today, expires);
  const problems: { path: string; message: string; fix?: string }[] = [];
  if (!knownRules.has(rule))
    problems.push({ path: "rule", message: `The waiver names ${JSON.stringify(rule)}, which is no rule.` });
  if (days < 0)
    problems.push({
      path: "expires",
      message: `The waiver expired on ${expires}.`,
      fix: "Fix what it covered and remove it, or renew it with a new date and reason.",
    });
  if (days > waiverMaxDays)
    problems.push({
      path: "expires",
      message: `The waiver expires on ${expires}, in ${days} days, but may last ${waiverMaxDays} at most.`,
      fix: "Write an earlier date.",
    });
  return problems;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
