import { run } from "./command";
import type { Outcome } from "./waves";

/** The plan to upgrade a stack to the minor of Kubernetes that is named, or to the one that its channel says. */
export async function planUpgrade(stack: string, directory: string, to: string | undefined): Promise<Outcome> {
  const args = ["run", "--silent", "upgrade-plan", "--", stack, ...(to === undefined ? [] : ["--to", to])];
  const { code, stdout, stderr } = await run("npm", args, directory);
  const text = (code === 2 ? stderr : stdout).trim();
  return { succeeded: code === 0, summary: text.split("\n").at(code === 0 ? -1 : 0) ?? "", details: text };
}
