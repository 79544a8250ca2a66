import { CommanderError, type Command } from "commander";
import { exitCode, UsageError } from "./failure";

/**
 * Reads the arguments of a command. Asking for help prints it and ends the process.
 * @throws UsageError for what the command does not know
 */
export function readArguments(command: Command, args: readonly string[]): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(exitCode.clean);
    throw new UsageError(`${error.message.replace(/^error: /, "")}. See --help.`);
  }
}
