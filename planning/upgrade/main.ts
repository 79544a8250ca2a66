import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { clusterSchema } from "../../infra/config/cluster";
import { exitCode, reportFailure, UsageError } from "../../preview/failure";
import { strictConfiguration } from "../policy-configuration";
import { readOneStack } from "../one-stack";
import { previewStacks } from "../preview-stacks";
import { readCommandLine } from "./command-line";
import { formatPlan } from "./formats";
import { makePlan } from "./make-plan";
import { blockersOf } from "./plan";
import { withKubernetesMinor } from "./stack-text";

/** Runs the command and sets the process's exit code: 0 for a plan, 1 where something stops it, 2 for a mistake. */
export async function main(args: readonly string[], today = new Date()): Promise<void> {
  try {
    process.exitCode = await run(args, today);
  } catch (error) {
    reportFailure(error);
  }
}

async function run(args: readonly string[], today: Date): Promise<number> {
  const { stack: name, to, format, write, directory } = readCommandLine(args);
  const { project, stack, file } = readOneStack(name, directory);
  const text = readFileSync(file, "utf8");
  const cluster = clusterSettings(stack.config[`${project.name}:cluster`], stack.file);

  const plan = await makePlan(
    {
      ...{ project: project.name, stack: stack.name, stackFile: stack.file, to, today },
      from: cluster.kubernetesVersion,
      channel: cluster.releaseChannel,
      supportType: cluster.supportType,
    },
    (minors) =>
      previewStacks(
        project.directory,
        minors.map((minor) => ({
          fileName: path.basename(file),
          text: withKubernetesMinor(text, project.name, minor),
        })),
        strictConfiguration(project, stack),
      ),
  );
  process.stdout.write(formatPlan(plan, format));
  const isBlocked = blockersOf(plan).length > 0;
  const [next] = plan.hops;
  if (write && next !== undefined && !isBlocked) writeFileSync(file, withKubernetesMinor(text, project.name, next.to));
  return isBlocked ? exitCode.mandatoryFindings : exitCode.clean;
}

/** The settings of the control plane. The program checks all others when the stack is previewed. */
function clusterSettings(json: string | undefined, file: string): ReturnType<typeof clusterSchema.parse> {
  const parsed = clusterSchema.safeParse(json === undefined ? {} : JSON.parse(json));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path: at, message }) => `cluster.${at.join(".")}: ${message}`);
  throw new UsageError(`${file}: ${lines.join("\n")}`);
}
