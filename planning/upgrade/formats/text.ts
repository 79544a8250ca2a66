import type { Blocker, Hop, UpgradePlan } from "../plan";
import { channelSentence, heading, shownSubject, shownVersions, supportSentence } from "./sentences";

/** For people at a terminal: the window, then what stops the upgrade, then the steps. */
export function textPlan(plan: UpgradePlan): string {
  return [
    heading(plan),
    "",
    `Support: ${supportSentence(plan)}`,
    `Channel: ${channelSentence(plan)}`,
    ...blockers("Blocked", plan.blockers),
    ...plan.hops.flatMap(hopLines),
    "",
  ].join("\n");
}

function hopLines({ from, to, steps, blockers: found, warnings }: Hop): readonly string[] {
  return [
    ...blockers(`Blocked at ${to}`, found),
    "",
    `Steps from ${from} to ${to}:`,
    ...steps.flatMap((step, index) => {
      const versions = shownVersions(step);
      return [
        `  ${String(index + 1).padStart(2)}. ${step.kind} ${step.subject}${versions === "" ? "" : `: ${versions}`} (${step.by})`,
        `      ${step.what}`,
      ];
    }),
    ...(warnings.length === 0
      ? []
      : ["", "To look at:", ...warnings.map(({ subject, message }) => `  ${shownSubject(subject)}\n      ${message}`)]),
  ];
}

function blockers(title: string, found: readonly Blocker[]): readonly string[] {
  if (found.length === 0) return [];
  return [
    "",
    `${title} (${String(found.length)}):`,
    ...found.flatMap(({ kind, subject, message, fix }) => [
      `  ${kind}: ${shownSubject(subject)}`,
      `      ${message}`,
      `      ${fix}`,
    ]),
  ];
}
