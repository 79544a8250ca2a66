import { spawn } from "node:child_process";
import path from "node:path";
import { listen, type Listener } from "../listener";
import type { Project } from "../project/project";
import type { Stack } from "../project/stack-file";

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  /** What it wrote to its standard output and error, as it came. */
  readonly output: string;
}

/** A program that runs and talks to the engine behind the listener. */
export interface Program {
  /** When it was started, on the clock of `performance.now()`. */
  readonly started: number;
  readonly engine: Listener;
  readonly ended: Promise<ProgramEnd>;
  /** Ends it, if it has not ended yet. */
  stop(): void;
}

/**
 * A program runs for a second, mostly once through code that it loads. So it gets the room at once that it would grow
 * into, in MiB, and its functions are optimized only when they are called far more often than V8 would wait for.
 */
const engineFlags = [
  "--min-semi-space-size=32",
  "--max-semi-space-size=32",
  "--initial-heap-size=512",
  "--interrupt-budget=4000000",
];

/** Starts the unmodified program for a stack, as the language host of the Pulumi CLI does. */
export async function startProgram(project: Project, stack: Stack): Promise<Program> {
  const started = performance.now();
  const engine = await listen();
  const run = require.resolve("@pulumi/pulumi/cmd/run", { paths: [project.programDirectory, __dirname] });
  const child = spawn(
    process.execPath,
    [
      ...engineFlags,
      ...project.nodeArguments,
      ...["--require", path.join(__dirname, "..", "start", "offline.cjs")],
      run,
      ...["--monitor", engine.address, "--engine", engine.address],
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
  const ended = new Promise<ProgramEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 1, output: output.join("") });
    });
  });
  return {
    started,
    engine,
    ended,
    stop: () => {
      engine.close();
      child.kill();
    },
  };
}
