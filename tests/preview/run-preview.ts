import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");

/** What a run of the command gave. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of one of the programs beside this file. */
export function programFolder(name: string): string {
  return path.join(__dirname, "programs", name);
}

/** Runs `npm run preview` as a process of its own, without npm. */
export function runPreview(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Run> {
  const inherited = { ...process.env };
  for (const name of ["GITHUB_ACTIONS", "FORCE_COLOR", "NO_COLOR"]) Reflect.deleteProperty(inherited, name);
  const child = spawn(process.execPath, [path.join(root, "preview", "start.cjs"), ...args], {
    cwd: root,
    env: { ...inherited, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (chunk: string) => (text[stream] += chunk));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, ...text });
    });
  });
}

/** A new empty folder. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "preview-"));
}

/** A stack file outside of any project, with the configuration given as YAML lines. */
export function stackFile(name: string, ...configuration: readonly string[]): string {
  const file = path.join(temporaryFolder(), `${name}.yaml`);
  writeFileSync(file, ["config:", ...configuration.map((line) => `  ${line}`), ""].join("\n"));
  return file;
}
