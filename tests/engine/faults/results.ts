import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Trial } from "./sweep";

/** Results of a sweep, one line each, so that a sweep that was stopped goes on where it was. */
export class Results {
  constructor(readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
  }

  get trials(): readonly Trial[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as Trial);
  }

  add(trial: Trial): void {
    appendFileSync(this.file, `${JSON.stringify(trial)}\n`);
  }

  clear(): void {
    rmSync(this.file, { force: true });
  }
}

/** Where the results of a stack are kept between runs. */
export function resultsPath(project: string, stack: string): string {
  return path.join(project, "node_modules", ".cache", "faults", `${stack}.jsonl`);
}
