import type { Row } from "./waves";
import { table, totals } from "./table";

/** Shows how far the fleet is: the whole table on a terminal, else a line for each stack that starts or ends. */
export function progress(stream: NodeJS.WriteStream): (rows: readonly Row[]) => void {
  return stream.isTTY ? live(stream) : log(stream);
}

function live(stream: NodeJS.WriteStream): (rows: readonly Row[]) => void {
  let shown = 0;
  return (rows) => {
    const lines = rows.length < stream.rows - 2 ? table(rows).split("\n") : [totals(rows)];
    const up = shown === 0 ? "" : `\u001b[${shown}A`;
    stream.write(`${up}${lines.map((line) => `\u001b[2K${line.slice(0, stream.columns)}\n`).join("")}`);
    shown = lines.length;
  };
}

function log(stream: NodeJS.WriteStream): (rows: readonly Row[]) => void {
  const told = new Map<string, string>();
  return (rows) => {
    for (const { stack, state, summary } of rows) {
      if (state === "waiting" || told.get(stack) === state) continue;
      told.set(stack, state);
      stream.write(`${[stack, state, summary].filter((part) => part !== "").join(": ")}\n`);
    }
  };
}
