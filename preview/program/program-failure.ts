import type { LogEntry } from "../engine/services/engine-service";
import type { MonitorError } from "../engine/monitor-error";
import { ProgramError, UsageError } from "../failure";
import type { ProgramEnd } from "./program";
import type { Project } from "../project/project";
import type { Stack } from "../project/stack-file";
import { readableTrace } from "./stack-trace";

/** The SDK ends with this code when it has told the user what went wrong. */
const exitedAfterLogging = 32;

/** Everything that is known about how a program ended. */
export interface Outcome extends ProgramEnd {
  readonly log: readonly LogEntry[];
  /** What the preview refused to do for the program. */
  readonly refusals: readonly MonitorError[];
}

/**
 * Turns an unsuccessful end into one message. The SDK reports an uncaught error several times: once to the engine, once
 * per promise that waited for it, and on the terminal.
 * @throws UsageError when the stack's configuration is at fault
 * @throws ProgramError when the program is
 */
export function throwIfFailed(project: Project, stack: Stack, { exitCode, output, log, refusals }: Outcome): void {
  const first = log.find(({ severity }) => severity === "error");
  if (exitCode === 0 && first === undefined) return;
  if (first === undefined) {
    const { text: trace } = readableTrace(output, project.directory);
    throw new ProgramError(
      `The program ended with code ${exitCode}${trace === "" ? " and without a message." : `:\n\n${trace}`}`,
    );
  }
  const refusal = refusals.find(({ message }) => first.message.includes(message));
  if (refusal?.fault === "configuration") throw new UsageError(`${stack.file}: ${refusal.message}`);
  const { text, own, frames } = readableTrace(first.message, project.directory);
  // A call that was refused fails inside the SDK: without a frame of the program, its trace would lead nowhere.
  if (refusal !== undefined && !own) throw new ProgramError(refusal.message);
  // A RunError is the program's way to speak to its user: it comes without this and without a trace.
  const uncaught = first.message.startsWith("Running program ");
  if (exitCode === exitedAfterLogging && !uncaught && !frames) throw new UsageError(`${stack.file}: ${first.message}`);
  throw new ProgramError(text);
}
