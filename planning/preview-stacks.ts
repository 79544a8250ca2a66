import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { exitCode, ProgramError, UsageError } from "../preview/failure";
import type { PreviewedStack } from "./previewed-stack";

const entry = path.join(__dirname, "..", "preview", "start.cjs");

/** A stack to preview that stands in no file. */
export interface StackText {
  /** Of the file that it would stand in: the stack has its name from it. */
  readonly fileName: string;
  readonly text: string;
}

/**
 * Previews stack files that are not written anywhere, in one process, and judges them by a policy configuration.
 * @throws UsageError when the program refuses a stack's configuration
 * @throws ProgramError when the program fails
 */
export async function previewStacks(
  directory: string,
  stacks: readonly StackText[],
  policyConfiguration: object,
): Promise<readonly PreviewedStack[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "eks-platform-plan-"));
  try {
    const policies = path.join(folder, "policies.json");
    writeFileSync(policies, JSON.stringify(policyConfiguration));
    const files = stacks.map(({ fileName, text }, index) => {
      const file = path.join(folder, String(index), fileName);
      mkdirSync(path.dirname(file));
      writeFileSync(file, text);
      return file;
    });
    const json = await run(directory, [...files, "--format", "json", "--policy-config", policies]);
    // Our own process, whose output a schema describes: one object for one stack, a list for several.
    const read = JSON.parse(json) as PreviewedStack | readonly PreviewedStack[];
    return Array.isArray(read) ? (read as readonly PreviewedStack[]) : [read as PreviewedStack];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(directory: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [entry, ...args], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (chunk: string) => (text[stream] += chunk));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === exitCode.clean || code === exitCode.mandatoryFindings) resolve(text.stdout);
      else reject(new (code === exitCode.usage ? UsageError : ProgramError)(text.stderr.trimEnd()));
    });
  });
}
