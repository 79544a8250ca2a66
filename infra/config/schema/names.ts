import type { Report } from "./checked";
import { quoted } from "./fields";

/** Reports every name of a list that an earlier part of the list already has. */
export function eachNameOnce(field: string, parts: readonly { readonly name: string }[], report: Report): void {
  parts.forEach(({ name }, index) => {
    const first = parts.findIndex((other) => other.name === name);
    if (first < index)
      report([field, index, "name"], `${quoted(name)} is already the name of "${field}.${first}"; give each its own.`);
  });
}

/** The physical names that reach their limits first, each the prefix with a noun. */
const tightest = [
  { what: "backup vault", noun: "backup", limit: 50 },
  { what: "role of the EBS driver", noun: "aws-ebs-csi-driver", limit: 64 },
] as const;

/**
 * What is wrong with the prefix of all physical names, `<project>-<stack>`: undefined when nothing is.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function prefixProblem(project: string, stack: string): string | undefined {
  const prefix = `${project}-${stack}`;
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(prefix))
    return `stack: names of AWS resources begin with "${prefix}", and several services take lower-case letters, digits and hyphens only; rename the stack "${stack}".`;
  for (const { what, noun, limit } of tightest) {
    const name = `${prefix}-${noun}`;
    if (name.length > limit)
      return `stack: the name of the ${what} would be "${name}" with ${name.length} characters, and AWS takes ${limit}; make the stack's name "${stack}" ${name.length - limit} shorter.`;
  }
  return undefined;
}
