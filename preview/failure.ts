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
