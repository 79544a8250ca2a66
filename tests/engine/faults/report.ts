import { faultKinds, type FaultKind } from "./fault";
import type { Trial } from "./sweep";

const kinds = Object.keys(faultKinds) as readonly FaultKind[];

/** The part of docs/faults.md that a sweep writes. */
export function reportOf(stack: string, trials: readonly Trial[], resources: number): string {
  const survived = trials.filter(({ problems }) => problems.length === 0);
  const rows = kinds.map((kind) => {
    const [tried, well] = [trials, survived].map((some) => some.filter((trial) => trial.kind === kind).length);
    return `| ${kind} | ${faultKinds[kind]} | ${tried} of ${resources} | ${well} |`;
  });
  const others = trials.filter(({ problems }) => problems.length > 0);
  return [
    `${trials.length} faults were injected into \`${stack}\`, ${survived.length} survived.`,
    "",
    "| fault | what happens at a creation | resources tried | survived |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    "What the recoveries needed:",
    "",
    "| fault | steps before the next `pulumi up` | times |",
    "| --- | --- | --- |",
    ...stepsOf(trials),
    "",
    ...(others.length === 0
      ? []
      : [
          "Not survived:",
          "",
          ...others.map(({ kind, urn, problems }) => `- ${kind} at \`${shortOf(urn)}\`: ${problems.join("; ")}`),
          "",
        ]),
  ].join("\n");
}

function stepsOf(trials: readonly Trial[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, steps } of trials) {
    const row = `| ${kind} | ${steps.map(nameOf).join(", then ") || "none"} |`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  return [...counts].sort(([left], [right]) => left.localeCompare(right)).map(([row, count]) => `${row} ${count} |`);
}

/** A step without the type that it was done to. */
function nameOf(step: string): string {
  if (step.startsWith("remove ")) return step;
  return step.startsWith("delete ") ? step.replace(/ aws:\S+| kubernetes:\S+/, " object") : `\`pulumi ${step}\``;
}

function shortOf(urn: string): string {
  return urn.split("::").slice(2).join(" ").split("$").pop() ?? urn;
}
