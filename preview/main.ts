import { writeFileSync } from "node:fs";
import path from "node:path";
import { readCommandLine, type CommandLine, type FormatName } from "./command-line";
import { policyConfigurationOf } from "./configuration";
import { exitCode, messageOf, ProgramError, UsageError } from "./failure";
import type { Format } from "./formats/format";
import { json } from "./formats/json";
import { text } from "./formats/text";
import { previewStack } from "./preview-stack";
import { progressLine } from "./progress";
import { readProject } from "./project";
import { findStackFiles, readStack } from "./stack-file";
import type { StackPreview } from "./stack-preview";

const formats: Readonly<Record<FormatName, Format>> = {
  text,
  json,
  markdown: text,
  sarif: text,
  junit: text,
  github: text,
};

/** Runs the command and sets the process's exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const command = readCommandLine(args, process.env);
    const { previews, several } = await previewAll(command);
    write(command, previews, several);
    process.exitCode = previews.some(({ failed }) => failed) ? exitCode.mandatoryFindings : exitCode.clean;
  } catch (error) {
    process.stderr.write(
      `${error instanceof UsageError || error instanceof ProgramError ? error.message : trace(error)}\n`,
    );
    process.exitCode = error instanceof UsageError ? exitCode.usage : exitCode.failed;
  }
}

async function previewAll(command: CommandLine): Promise<{ previews: readonly StackPreview[]; several: boolean }> {
  const project = readProject(command.directory);
  const files = findStackFiles(project, command.stacks, command.directory);
  // Everything that can be refused is refused before the first program starts.
  const jobs = files.map((file) => {
    const stack = readStack(project, file);
    return { stack, policies: policyConfigurationOf(project, stack, command.policyConfig) };
  });
  const previews: StackPreview[] = [];
  const progress = progressLine(process.stderr);
  try {
    for (const { stack, policies } of jobs) {
      previews.push(await previewStack(project, stack, policies, progress.of(stack.name)));
    }
  } finally {
    progress.clear();
  }
  return { previews, several: command.stacks.length > 1 || files.length > 1 };
}

function write(command: CommandLine, previews: readonly StackPreview[], several: boolean): void {
  for (const { file, format } of command.out) {
    writeFileSync(path.resolve(command.directory, file), formats[format](previews, { color: false, several }));
  }
  const color = command.color ?? process.stdout.isTTY;
  process.stdout.write(formats[command.format](previews, { color, several }));
}

/** A defect of the preview itself. */
function trace(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}
