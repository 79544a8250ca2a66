import path from "node:path";
import { Command, Option } from "commander";
import { readArguments } from "../../preview/arguments";
import { UsageError } from "../../preview/failure";
import { minorNumber } from "./route";

export const planFormats = ["text", "json", "markdown"] as const;
export type PlanFormat = (typeof planFormats)[number];

/** What the user asked for. */
export interface CommandLine {
  /** A stack by name, or a stack file by path. */
  readonly stack: string;
  readonly to: string | undefined;
  readonly format: PlanFormat;
  /** Whether the stack file gets the new minor. */
  readonly write: boolean;
  /** The folder to start in. */
  readonly directory: string;
}

/**
 * Reads the arguments. Asking for help prints it and ends the process.
 * @throws UsageError on an unknown option, a missing stack or a version that is none.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const command = new Command("upgrade-plan")
    .usage("STACK [--to MINOR] [options]")
    .description("Plans the Kubernetes upgrade of a stack: what changes in which order, and what stops it.")
    .argument("<stack>", "a stack by name, or a stack file by path")
    .option(
      "--to <minor>",
      "the Kubernetes minor to go to, such as 1.36; default what the stack's release channel says",
    )
    .addOption(new Option("--format <format>", "what is printed").choices(planFormats).default("text"))
    .option("--write", "set the next minor of the plan in the stack file, if nothing stops it", false)
    .option("-C, --cwd <folder>", "run as if started in this folder", ".");
  readArguments(command, args);
  const { to, format, write, cwd } = command.opts<{ to?: string; format: PlanFormat; write: boolean; cwd: string }>();
  const [stack = "", ...others] = command.args;
  if (others.length > 0) throw new UsageError(`Stacks are planned one by one: leave out ${others.join(", ")}.`);
  if (to !== undefined && minorNumber(to) === undefined)
    throw new UsageError(`--to "${to}" is no Kubernetes minor; write one such as 1.36.`);
  return { stack, to, format, write, directory: path.resolve(cwd) };
}
