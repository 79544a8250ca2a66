import type { Finding, UndecidedVerdict } from "../../policies/evaluate";
import type { StackPreview } from "../stack-preview";
import { nameOf, typeOf } from "../urn";
import type { Format } from "./format";

/**
 * For test reports: one suite for each stack and group of rules, one case for each rule. A mandatory finding fails its
 * case; advisory ones, undecided and waived verdicts stand in the case's output.
 */
export const junit: Format = (previews) => {
  const suites = previews.flatMap(suitesOf);
  const total = (count: (suite: Suite) => number): number => suites.reduce((sum, suite) => sum + count(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${total(({ cases }) => cases.length)}" failures="${total(failuresOf)}" errors="0">`,
    ...suites.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
};

interface Case {
  readonly name: string;
  readonly failures: readonly string[];
  readonly remarks: readonly string[];
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

function suitesOf(preview: StackPreview): readonly Suite[] {
  const groups = [...new Set(preview.rules.map(({ group }) => group))];
  return groups.map((group) => ({
    name: `${preview.project}/${preview.stack}: ${group}`,
    cases: preview.rules.filter((rule) => rule.group === group).map(({ id, title }) => caseOf(preview, id, title)),
  }));
}

function caseOf({ verdicts }: StackPreview, id: string, title: string): Case {
  const findings = verdicts.findings.filter(({ rule }) => rule === id);
  const undecided = verdicts.undecided.filter(({ rule }) => rule === id);
  const waived = verdicts.waived.filter(({ finding }) => finding.rule === id);
  const isMandatory = ({ level }: Finding | UndecidedVerdict): boolean => level === "mandatory";
  return {
    name: `${id} ${title}`,
    failures: [...findings.filter(isMandatory), ...undecided.filter(isMandatory)].map(lineOf),
    remarks: [
      ...findings.filter((finding) => !isMandatory(finding)).map((finding) => `advisory: ${lineOf(finding)}`),
      ...undecided.filter((verdict) => !isMandatory(verdict)).map(lineOf),
      ...waived.map(
        ({ finding, waiver: { reason, owner, expires }, daysLeft }) =>
          `waived until ${expires} by ${owner}, days left: ${daysLeft} (${reason}): ${lineOf(finding)}`,
      ),
    ],
  };
}

function lineOf(verdict: Finding | UndecidedVerdict): string {
  const place = `${typeOf(verdict.urn)} ${nameOf(verdict.urn)}${verdict.path === "" ? "" : ` at ${verdict.path}`}`;
  return "message" in verdict ? `${place}: ${verdict.message}` : `${place}: undecided, ${verdict.reason}`;
}

function failuresOf({ cases }: Suite): number {
  return cases.filter(({ failures }) => failures.length > 0).length;
}

function suiteLines(suite: Suite): readonly string[] {
  const { name, cases } = suite;
  return [
    `  <testsuite name="${escape(name)}" tests="${cases.length}" failures="${failuresOf(suite)}" errors="0" skipped="0">`,
    ...cases.flatMap((testCase) => caseLines(name, testCase)),
    "  </testsuite>",
  ];
}

function caseLines(suite: string, { name, failures, remarks }: Case): readonly string[] {
  const open = `    <testcase classname="${escape(suite)}" name="${escape(name)}"`;
  if (failures.length === 0 && remarks.length === 0) return [`${open}/>`];
  const [first = ""] = failures;
  return [
    `${open}>`,
    ...(failures.length > 0
      ? [`      <failure message="${escape(first)}">${escape(failures.join("\n"))}</failure>`]
      : []),
    ...(remarks.length > 0 ? [`      <system-out>${escape(remarks.join("\n"))}</system-out>`] : []),
    "    </testcase>",
  ];
}

/** XML text or attribute. Characters that XML does not allow at all become the replacement character. */
function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
