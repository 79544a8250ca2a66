import path from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import type { Fleet, FleetStack } from "./fleet-file";
import { policiesOf } from "./stack-policies";
import type { Outcome } from "./waves";

/** What is done to a stack of the fleet through the Pulumi CLI. */
export interface LiveOptions {
  /** Folder of Pulumi.yaml. */
  readonly directory: string;
  /** Whether the update follows the preview. Without it nothing changes. */
  readonly update: boolean;
  /** Whether state is brought up to date first. */
  readonly refresh: boolean;
}

/**
 * Previews a stack with the policies, and updates it where that is wanted. The preview comes first even then: without it
 * the engine would judge the stack as a whole only after it has changed it.
 * @throws what the CLI says, when the stack cannot be opened.
 */
export async function workLive(fleet: Fleet, member: FleetStack, options: LiveOptions): Promise<Outcome> {
  const { directory, update, refresh } = options;
  const stack = await open(fleet, member, options);
  const policies = {
    policyPacks: [path.join(directory, "policies")],
    policyPackConfigs: [policiesOf(member, directory)],
  };
  const output: string[] = [];
  const onOutput = (text: string): void => void output.push(text);
  try {
    const previewed = await stack.preview({ ...policies, refresh, diff: true, onOutput });
    if (!update) return { succeeded: true, summary: counts(previewed.changeSummary), details: output.join("") };
    const { summary } = await stack.up({ ...policies, refresh, onOutput });
    return { succeeded: summary.result === "succeeded", summary: counts(summary.resourceChanges ?? {}) };
  } catch (error) {
    return failure(error);
  }
}

/** The CLI's own words: the Automation API puts all that was printed into one message, and a number before it. */
function failure(error: unknown): Outcome {
  const details = error instanceof Error ? error.message : String(error);
  const said = /^.*(?:error:|\[mandatory\]) *(.*)$/m.exec(details)?.[1] ?? details.split("\n")[0] ?? "";
  return { succeeded: false, summary: said.trim(), details };
}

/** A stack that does not exist yet is made by an update alone. */
function open(fleet: Fleet, { stack, profile }: FleetStack, { directory, update }: LiveOptions): Promise<Stack> {
  const { backend, secretsProvider } = fleet;
  const program = { stackName: stack, workDir: directory };
  const workspace = {
    envVars: { PULUMI_BACKEND_URL: backend, ...(profile !== undefined && { AWS_PROFILE: profile }) },
    ...(secretsProvider !== undefined && { secretsProvider }),
  };
  return update
    ? LocalWorkspace.createOrSelectStack(program, workspace)
    : LocalWorkspace.selectStack(program, workspace);
}

/** `3 create, 1 update, 120 same`. */
function counts(changes: Readonly<Partial<Record<string, number>>>): string {
  return Object.entries(changes)
    .map(([operation, count]) => `${count} ${operation}`)
    .join(", ");
}
