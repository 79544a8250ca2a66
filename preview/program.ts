import { spawn } from "node:child_process";
import path from "node:path";
import type { LogEntry } from "./engine/engine-service";
import { ProgramError, UsageError } from "./failure";
import type { Project } from "./project";
import type { Stack } from "./stack-file";
import { readableTrace } from "./stack-trace";

/** The SDK ends with this code when it has told the user what went wrong. */
const exitedAfterLogging = 32;

/** How the program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  /** What it wrote to its standard output and error, as it came. */
  readonly output: string;
}

/** Runs the unmodified program against the server at the address, as the language host of the Pulumi CLI does. */
export function runProgram(project: Project, stack: Stack, address: string): Promise<ProgramEnd> {
  const run = require.resolve("@pulumi/pulumi/cmd/run", { paths: [project.programDirectory, __dirname] });
  const child = spawn(
    process.execPath,
    [
      ...project.nodeArguments,
      run,
      ...["--monitor", address, "--engine", address],
      ...["--project", project.name, "--stack", stack.name, "--organization", "organization"],
      ...["--root-directory", project.directory, "--pwd", project.programDirectory],
      ...["--parallel", "64", "--dry-run", project.entry],
    ],
    {
      cwd: project.directory,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(stack.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(stack.secretKeys),
      },
    },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => output.push(text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 1, output: output.join("") });
    });
  });
}

/**
 * Turns an unsuccessful end into one message. The SDK reports an uncaught error several times: once to the engine, once
 * per promise that waited for it, and on the terminal.
 * @throws UsageError when the program refused its configuration in a message of its own
 * @throws ProgramError when it failed
 */
export function throwIfFailed(project: Project, stack: Stack, end: ProgramEnd, log: readonly LogEntry[]): void {
  const errors = log.filter(({ severity }) => severity === "error");
  if (end.exitCode === 0 && errors.length === 0) return;
  const first = errors[0];
  if (first === undefined) {
    const output = readableTrace(end.output, project.directory);
    throw new ProgramError(
      `The program ended with code ${end.exitCode}${output === "" ? " and without a message." : `:\n\n${output}`}`,
    );
  }
  const uncaught = /^Running program '.*' failed with an unhandled exception:\n/.exec(first.message);
  // A RunError is the program's way to speak to its user: it comes without a stack trace.
  if (end.exitCode === exitedAfterLogging && uncaught === null) throw new UsageError(`${stack.file}: ${first.message}`);
  throw new ProgramError(readableTrace(first.message.slice(uncaught?.[0].length ?? 0), project.directory));
}

/** Paths as the user knows them: relative to where the preview was started. */
export function displayPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative.replaceAll(path.sep, "/");
}
