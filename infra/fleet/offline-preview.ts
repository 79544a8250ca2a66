import { spawn } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import type { FleetStack } from "./fleet-file";
import { policiesOf } from "./stack-policies";
import type { Outcome } from "./waves";

const root = path.join(__dirname, "..", "..");

/** The part of a preview's json that the table shows. */
const previewSchema = z.object({
  counts: z.object({ resources: z.number(), mandatory: z.number(), advisory: z.number(), undecided: z.number() }),
});

/** What a command wrote, and how it ended. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Previews a stack in a process of its own, with no account and no CLI. */
export async function previewOffline(member: FleetStack, directory: string): Promise<Outcome> {
  const script = path.join(root, "preview", "start.cjs");
  const judged = ["--policy-config", policiesOf(member, directory)];
  const { code, stdout, stderr } = await run(
    process.execPath,
    [script, member.stack, "--format", "json", ...judged],
    directory,
  );
  const parsed = stdout === "" ? undefined : previewSchema.safeParse(JSON.parse(stdout));
  if (!parsed?.success)
    return { succeeded: false, summary: stderr.trim().split("\n")[0] ?? "", details: stderr.trim() };
  const { resources, mandatory, advisory, undecided } = parsed.data.counts;
  return {
    succeeded: code === 0,
    summary: `${resources} resources, ${mandatory} mandatory, ${advisory} advisory, ${undecided} undecided`,
  };
}

/** The plan to upgrade a stack to the minor of Kubernetes that is named, or to the one that its channel says. */
export async function planUpgrade(stack: string, directory: string, to: string | undefined): Promise<Outcome> {
  const args = ["run", "--silent", "upgrade-plan", "--", stack, ...(to === undefined ? [] : ["--to", to])];
  const { code, stdout, stderr } = await run("npm", args, directory);
  const text = (code === 2 ? stderr : stdout).trim();
  return { succeeded: code === 0, summary: text.split("\n").at(code === 0 ? -1 : 0) ?? "", details: text };
}

export function run(command: string, args: readonly string[], directory: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.push(text));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? 1, stdout: stdout.join(""), stderr: stderr.join("") });
    });
  });
}
