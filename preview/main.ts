import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { compare, readEarlier } from "./comparison";
import { policyConfigurationOf } from "./project/policy-configuration";
import { exitCode, ProgramError, reportFailure, UsageError } from "./failure";
import { formats } from "./formats";
import { inParallel } from "./in-parallel";
import type { Job, Launch } from "./launch";
import { startPacks, type Packs } from "./packs";
import { previewStack } from "./preview-stack";
import { progressLine } from "./progress";
import { referencesOf } from "./project/references";
import type { StackPreview } from "./stack-preview";

/** Runs the command that was launched and sets the process's exit code. */
export async function main(launched: Launch | Error): Promise<void> {
  try {
    if (launched instanceof Error) throw launched;
    const previews = await previewAll(launched);
    await write(launched, previews);
    process.exitCode = previews.some(({ failed }) => failed) ? exitCode.mandatoryFindings : exitCode.clean;
  } catch (error) {
    reportFailure(error);
  }
}

/** Previews every stack, as many at once as there are cores; the first failure stops all of them. */
async function previewAll(launched: Launch): Promise<readonly StackPreview[]> {
  const { command, jobs } = launched;
  const progress = progressLine(process.stderr);
  const started = new Set<Job>(jobs.slice(0, 1));
  let packs: Packs | undefined;
  try {
    const configurations = jobs.map(({ project, stack }) =>
      policyConfigurationOf(project, stack, command.policyConfig),
    );
    const references = jobs.map(({ project }) => referencesOf(project, command.references, command.directory));
    const earlier = command.against === undefined ? undefined : readEarlier(command.against, command.directory);
    const befores = jobs.map(({ project, stack }) => earlier?.of(project.name, stack.name));
    const running = (packs = await startPacks(launched));
    return await inParallel(jobs, availableParallelism(), async (job, index) => {
      const policies = configurations[index];
      const outputs = references[index];
      if (policies === undefined || outputs === undefined)
        throw new RangeError(`No configuration for stack ${job.stack.name}.`);
      started.add(job);
      const program = await job.program();
      try {
        const shown = progress.of(job.stack.name);
        const preview = await previewStack(job.project, job.stack, program, policies, running, outputs, shown);
        const before = befores[index];
        return earlier && before ? { ...preview, comparison: compare(earlier.file, before, preview) } : preview;
      } catch (error) {
        if (!launched.several || !(error instanceof ProgramError)) throw error;
        throw new ProgramError(`Stack ${job.stack.name}:\n${error.message}`);
      }
    });
  } catch (error) {
    for (const job of started) (await job.program()).stop();
    throw error;
  } finally {
    packs?.stop();
    progress.clear();
  }
}

/** Files first: a file that cannot be written is known before anything is printed. */
async function write({ command, several }: Launch, previews: readonly StackPreview[]): Promise<void> {
  const { format, out, color, directory } = command;
  for (const { file, format: ofFile } of out) {
    const content = await formats[ofFile](previews, { color: false, several });
    try {
      writeFileSync(path.resolve(directory, file), content);
    } catch {
      throw new UsageError(`--out ${file}: the file cannot be written; does its folder exist?`);
    }
  }
  process.stdout.write(await formats[format](previews, { color: color ?? process.stdout.isTTY, several }));
}
