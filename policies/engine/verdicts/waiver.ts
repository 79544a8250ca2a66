import { z } from "zod";
import type { Parameters } from "../parameters";
import type { RuleDescription } from "../rule";

export const waiverSchema = z.strictObject({
  rule: z.string().min(1),
  urn: z.string().min(1),
  reason: z.string().min(20),
  owner: z.string().min(1),
  expires: z.iso.date(),
});

/** An accepted finding: who accepts which rule to be broken where, why, and until when. */
export type Waiver = z.infer<typeof waiverSchema>;

/** What is wrong with a waiver, and where in it. */
export interface WaiverProblem {
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
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

/** Why a waiver of the right form is none all the same. */
export function problemsOf(
  { rule, expires }: Waiver,
  { today, waiverMaxDays }: Parameters,
  knownRules: ReadonlySet<string>,
): readonly WaiverProblem[] {
  const days = daysBetween(today, expires);
  const problems: WaiverProblem[] = [];
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

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
