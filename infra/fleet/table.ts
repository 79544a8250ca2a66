import type { Row, State } from "./waves";

const marks: Readonly<Record<State, string>> = {
  waiting: "·",
  running: "…",
  succeeded: "✔",
  failed: "✘",
  skipped: "-",
};

/** The stacks as a table, one line each, with the totals below. */
export function table(rows: readonly Row[]): string {
  const width = (values: readonly string[]): number => Math.max(...values.map((value) => value.length));
  const [waves, stacks] = [width(["wave", ...rows.map((row) => row.wave)]), width(rows.map((row) => row.stack))];
  const line = ({ wave, stack, state, duration, summary }: Row): string =>
    [
      ...[marks[state], wave.padEnd(waves), stack.padEnd(stacks), state.padEnd(9)],
      ...[(duration === undefined ? "" : seconds(duration)).padStart(8), summary],
    ]
      .join("  ")
      .trimEnd();
  return [...rows.map(line), "", totals(rows)].join("\n");
}

/** How many stacks are where, in one line. */
export function totals(rows: readonly Row[]): string {
  const states = Object.keys(marks) as readonly State[];
  const counts = states
    .map((state) => ({ state, count: rows.filter((row) => row.state === state).length }))
    .filter(({ count }) => count > 0);
  return `${rows.length} ${rows.length === 1 ? "stack" : "stacks"}: ${counts.map(({ state, count }) => `${count} ${state}`).join(", ")}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
