/** A mistake in the command line, a stack file or a configuration file. One message, no stack trace, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The program or a policy pack failed. The message carries the stack trace where there is one. Exit code 3. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}

/** What the process ends with. */
export const exitCode = { clean: 0, mandatoryFindings: 1, usage: 2, failed: 3 } as const;

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Tells whoever ran a command why it failed, and sets the process's exit code: the message alone where it was written for
 * them, with its trace for a defect of the command.
 */
export function reportFailure(error: unknown): void {
  const isExpected = error instanceof UsageError || error instanceof ProgramError;
  const text = isExpected || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
  process.stderr.write(`${text}\n`);
  process.exitCode = error instanceof UsageError ? exitCode.usage : exitCode.failed;
}
