import type { LogEntry } from "./engine/engine-service";
import { ProgramError, UsageError } from "./failure";
import type { ProgramEnd } from "./program";
import type { Project } from "./project";
import type { Stack } from "./stack-file";
import { readableTrace } from "./stack-trace";

/** The SDK ends with this code when it has told the user what went wrong. */
const exitedAfterLogging = 32;

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
