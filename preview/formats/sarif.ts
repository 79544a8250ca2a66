import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";
import type { Finding, UndecidedVerdict } from "../../policies/evaluate";
import type { RuleHelp, StackPreview } from "../stack-preview";
import { nameOf } from "../urn";
import type { Format } from "./format";

/** The key under which results of different runs are known to be the same; its version changes with its making. */
const fingerprintKey = "ruleResourcePath/v1";

/**
 * For code scanning: SARIF 2.1.0, one run for each stack. A result's place is the line of the program that made the
 * resource, where that is known, and the stack's file otherwise; its logical place is the resource's URN.
 */
export const sarif: Format = (previews) => {
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: previews.map(runOf),
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function runOf(preview: StackPreview): Run {
  return {
    tool: { driver: { name: "eks-platform-policies", rules: preview.rules.map(descriptorOf) } },
    automationDetails: { id: `${preview.project}/${preview.stack}/` },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { ROOT: { description: { text: "The folder of Pulumi.yaml." } } },
    results: resultsOf(preview),
  };
}

function descriptorOf(rule: RuleHelp): ReportingDescriptor {
  const references = Object.entries(rule.references).map(
    ([catalogue, ids]: [string, readonly string[]]) => `${catalogue}: ${ids.join(", ")}`,
  );
  const help = [rule.why, rule.fix, ...references];
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.why },
    help: {
      text: help.join("\n"),
      markdown: [rule.why, `**Fix:** ${rule.fix}`, ...references.map((line) => `- ${line}`)].join("\n\n"),
    },
    defaultConfiguration: { level: rule.level === "advisory" ? "warning" : "error" },
    properties: { tags: ["policy", rule.group] },
  };
}

function resultsOf(preview: StackPreview): Result[] {
  const { verdicts } = preview;
  const findings = verdicts.findings.map((finding): Result => ({
    ...resultOf(preview, finding, finding.message),
    kind: "fail",
    level: finding.level === "mandatory" ? "error" : "warning",
    partialFingerprints: { [fingerprintKey]: fingerprintOf(finding) },
  }));
  const undecided = verdicts.undecided.map((verdict): Result => ({
    ...resultOf(preview, verdict, `Undecided at preview: ${verdict.reason}.`),
    // A result that is no failure has no level: what stops the pipeline has to be one.
    ...(verdict.level === "mandatory"
      ? ({ kind: "fail", level: "error" } as const)
      : ({ kind: "review", level: "none" } as const)),
    partialFingerprints: { [fingerprintKey]: fingerprintOf(verdict) },
  }));
  const waived = verdicts.waived.map(({ finding, waiver, daysLeft, by }): Result => ({
    ...resultOf(preview, finding, "message" in finding ? finding.message : `Undecided at preview: ${finding.reason}.`),
    kind: "fail",
    level: finding.level === "mandatory" ? "error" : "warning",
    suppressions: [
      {
        kind: by === "resource" ? "inSource" : "external",
        status: "accepted",
        justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})`,
        properties: { owner: waiver.owner, expires: waiver.expires, daysLeft },
      },
    ],
    partialFingerprints: { [fingerprintKey]: fingerprintOf(finding) },
  }));
  return [...findings, ...undecided, ...waived];
}

/** A finding brings its own; an undecided verdict is known by its rule, resource and path. */
function fingerprintOf(verdict: Finding | UndecidedVerdict): string {
  return "fingerprint" in verdict ? verdict.fingerprint : `${verdict.rule}|${verdict.urn}|${verdict.path}`;
}

function resultOf(
  preview: StackPreview,
  { rule, urn, path }: { readonly rule: string; readonly urn: string; readonly path: string },
  message: string,
): Pick<Result, "ruleId" | "ruleIndex" | "message" | "locations"> {
  return {
    ruleId: rule,
    ruleIndex: preview.rules.findIndex(({ id }) => id === rule),
    message: { text: message },
    locations: [locationOf(preview, urn, path)],
  };
}

function locationOf({ stackFile, sources }: StackPreview, urn: string, path: string): Location {
  const source = sources.get(urn);
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(source?.file ?? stackFile), uriBaseId: "ROOT" },
      region: { startLine: source?.line ?? 1 },
    },
    logicalLocations: [
      { name: nameOf(urn), fullyQualifiedName: path === "" ? urn : `${urn}#${path}`, kind: "resource" },
    ],
  };
}
