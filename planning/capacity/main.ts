import path from "node:path";
import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { readArguments } from "../../preview/arguments";
import { exitCode, ProgramError, reportFailure } from "../../preview/failure";
import { limited, takenOf } from "../../preview/formats/capacity";
import { policyConfigurationOf } from "../../preview/project/policy-configuration";
import { configurationJson } from "../policy-configuration";
import { readOneStack } from "../one-stack";
import { previewStacks } from "../preview-stacks";
import type { PreviewedStack } from "../previewed-stack";

/** Runs the command and sets the process's exit code: 0 where all fits, 1 where something runs out, 2 for a mistake. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    process.exitCode = await run(args);
  } catch (error) {
    reportFailure(error);
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { stack: name, format, directory } = readCommandLine(args);
  const { project, stack, file } = readOneStack(name, directory);
  const text = { fileName: path.basename(file), text: readFileSync(file, "utf8") };
  const configuration = configurationJson(project, policyConfigurationOf(project, stack, undefined).file);
  const [preview] = await previewStacks(project.directory, [text], configuration);
  if (preview === undefined) throw new ProgramError(`Stack ${stack.name} was not previewed.`);
  process.stdout.write(
    format === "json" ? `${JSON.stringify(preview.capacity, undefined, 2)}\n` : capacityText(stack.name, preview),
  );
  return preview.capacity.some(runsOut) ? exitCode.mandatoryFindings : exitCode.clean;
}

function readCommandLine(args: readonly string[]) {
  const command = new Command("capacity")
    .usage("STACK [options]")
    .description("What a stack may run out of with every group and pool grown to its most, before anything exists.")
    .argument("<stack>", "a stack by name, or a stack file by path")
    .addOption(new Option("--format <format>", "what is printed").choices(["text", "json"]).default("text"))
    .option("-C, --cwd <folder>", "run as if started in this folder", ".");
  readArguments(command, args);
  const { format, cwd } = command.opts<{ format: "text" | "json"; cwd: string }>();
  return { stack: command.args[0] ?? "", format, directory: path.resolve(cwd) };
}

type Limit = PreviewedStack["capacity"][number];

function runsOut({ taken, limit }: Limit): boolean {
  return limit !== null && taken.least > limit;
}

/** One line for each limit, and below those of subnets what takes most of them. */
export function capacityText(stack: string, { capacity }: Pick<PreviewedStack, "capacity">): string {
  if (capacity.length === 0) return `Stack ${stack} has no nodes.\n`;
  const lines = capacity.flatMap((limit) => [
    `${runsOut(limit) ? "!" : " "} ${limited(limit)}: ${takenOf(limit)}`,
    ...limit.uses.map(({ name, least, most }) => `      ${most ?? `${least} or more`} ${name}`),
  ]);
  return [`Stack ${stack}, with every group and pool grown to its most:`, "", ...lines, ""].join("\n");
}
