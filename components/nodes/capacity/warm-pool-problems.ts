import type { NodeOs } from "../images/ami-type";
import type { WarmPool } from "./capacity";

/** What is wrong with a warm pool by itself, each a sentence that begins with the path. */
export function warmPoolProblems(pool: WarmPool, os: NodeOs, maxSize: number): readonly string[] {
  const { minSize = 0, maxPrepared, state = "stopped", reuse = false } = pool;
  const problems: string[] = [];
  if (os === "bottlerocket") {
    if (state === "hibernated")
      problems.push('warmPool.state is "hibernated", which Bottlerocket can\'t do; write "stopped" or "running".');
    if (reuse) problems.push("warmPool.reuse is true, which Bottlerocket can't do; leave it out.");
  }
  if (!Number.isInteger(minSize) || minSize < 0)
    problems.push(`warmPool.minSize is ${minSize}; write a whole number of instances.`);
  else if (minSize > maxSize)
    problems.push(
      `warmPool.minSize is ${minSize} and maxSize is ${maxSize}; a pool never holds more than the group may have.`,
    );
  if (maxPrepared !== undefined && !(Number.isInteger(maxPrepared) && maxPrepared >= Math.max(1, minSize)))
    problems.push(
      `warmPool.maxPrepared is ${maxPrepared}; write a whole number of at least warmPool.minSize ${minSize}.`,
    );
  return problems;
}
