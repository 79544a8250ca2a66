import type { PreviewedStack } from "../previewed-stack";
import type { Blocker, Warning } from "./plan";

/** Rules that tell whether pods can leave their nodes, and whether the API server knows what it is sent. */
const drainRules = new Set(["WL-06", "WL-07"]);
const apiRule = "META-03";

type Finding = PreviewedStack["findings"][number];

/**
 * What the policies say of a stack at another minor. Both previews are judged as production and without waivers: a
 * budget that blocks does so in every environment, and whoever accepted it.
 */
export function verdictsAt(
  before: PreviewedStack,
  after: PreviewedStack,
): { readonly blockers: readonly Blocker[]; readonly warnings: readonly Warning[] } {
  const known = new Set(before.findings.filter(isMandatory).map(({ fingerprint }) => fingerprint));
  const blockers = after.findings.filter(isMandatory).flatMap((finding): readonly Blocker[] => {
    const kind = kindOf(finding, known.has(finding.fingerprint));
    return kind === undefined ? [] : [{ kind, subject: finding.urn, ...sentences(finding) }];
  });
  const warnings = [
    ...after.findings
      .filter((finding) => finding.rule === apiRule && !isMandatory(finding))
      .map((finding) => ({ subject: finding.urn, message: sentences(finding).message })),
    ...after.undecided
      .filter(({ rule }) => rule === apiRule || rule === "WL-07")
      .map(({ rule, urn, reason }) => ({ subject: urn, message: `${rule} cannot be decided: ${reason}.` })),
  ];
  return { blockers, warnings };
}

function isMandatory({ level }: Finding): boolean {
  return level === "mandatory";
}

/** What a finding means for an upgrade; undefined where it has nothing to do with it. */
function kindOf({ rule, message }: Finding, isKnown: boolean): Blocker["kind"] | undefined {
  if (rule === apiRule) return "removed-api";
  // Without a budget pods go all at once; that is bad, and no obstacle.
  if (drainRules.has(rule)) return rule === "WL-06" && !message.startsWith("Several") ? undefined : "disruption-budget";
  if (isKnown) return undefined;
  return rule === "EKS-13" ? "add-on" : "policy";
}

/** The sentence of a finding that says what is wrong, without those about its place and remedy. */
function sentences({ message, fix }: Finding): { readonly message: string; readonly fix: string } {
  const [wrong = message] = message.split(" The path is ");
  return { message: wrong, fix };
}
