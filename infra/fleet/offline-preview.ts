import path from "node:path";
import { z } from "zod";
import { run } from "./command";
import type { FleetStack } from "./fleet-file";
import { policiesOf } from "./stack-policies";
import type { Outcome } from "./waves";

const root = path.join(__dirname, "..", "..");

/** The part of a preview's json that the table shows. */
const previewSchema = z.object({
  counts: z.object({ resources: z.number(), mandatory: z.number(), advisory: z.number(), undecided: z.number() }),
});

/** Previews a stack in a process of its own, with no account and no CLI. */
export async function previewOffline(member: FleetStack, directory: string): Promise<Outcome> {
  const script = path.join(root, "preview", "start.cjs");
  const judged = ["--policy-config", policiesOf(member, directory)];
  const { code, stdout, stderr } = await run(
    process.execPath,
    [script, member.stack, "--format", "json", ...judged],
    directory,
  );
  const parsed = stdout === "" ? undefined : previewSchema.safeParse(JSON.parse(stdout));
  if (!parsed?.success)
    return { succeeded: false, summary: stderr.trim().split("\n")[0] ?? "", details: stderr.trim() };
  const { resources, mandatory, advisory, undecided } = parsed.data.counts;
  return {
    succeeded: code === 0,
    summary: `${resources} resources, ${mandatory} mandatory, ${advisory} advisory, ${undecided} undecided`,
  };
}
