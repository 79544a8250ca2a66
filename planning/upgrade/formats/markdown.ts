import { cell } from "../../../preview/formats/markdown/markdown-text";
import type { Blocker, Hop, UpgradePlan } from "../plan";
import { channelSentence, heading, shownSubject, shownVersions, supportSentence } from "./sentences";

/** For the description of a pull request. */
export function markdownPlan(plan: UpgradePlan): string {
  return [
    `## ${heading(plan)}`,
    "",
    supportSentence(plan),
    "",
    channelSentence(plan),
    "",
    ...blockers(plan.blockers),
    ...plan.hops.flatMap(hopLines),
  ].join("\n");
}

function hopLines({ from, to, steps, blockers: found, warnings }: Hop): readonly string[] {
  return [
    `### ${from} to ${to}`,
    "",
    ...blockers(found),
    ...table(
      ["", "Step", "Version", "By", "What happens"],
      steps.map((step, index) => [
        String(index + 1),
        `${step.kind} **${cell(step.subject)}**`,
        cell(shownVersions(step)),
        step.by,
        cell(step.what),
      ]),
    ),
    ...(warnings.length === 0 ? [] : ["To look at:", ""]),
    ...warnings.map(({ subject, message }) => `- ${cell(shownSubject(subject))}: ${cell(message)}`),
    ...(warnings.length === 0 ? [] : [""]),
  ];
}

function blockers(found: readonly Blocker[]): readonly string[] {
  if (found.length === 0) return [];
  return [
    `**Blocked by ${String(found.length)}:**`,
    "",
    ...table(
      ["Kind", "Where", "What is wrong", "What to do"],
      found.map(({ kind, subject, message, fix }) => [kind, cell(shownSubject(subject)), cell(message), cell(fix)]),
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}
