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

/**
 * What is wrong with the prefix of all physical names, `<project>-<stack>`, or nothing. The longest name built from it
 * is that of an IAM role, which may have 64 characters.
 */
export function prefixProblem(project: string, stack: string): string | undefined {
  const prefix = `${project}-${stack}`;
  if (!/^[a-z][a-z0-9-]*[a-z0-9]$/.test(prefix))
    return `The names of AWS resources begin with "${prefix}", and several services take lower-case letters, digits and hyphens only; rename the stack "${stack}".`;
  if (prefix.length > longestPrefix)
    return `The names of AWS resources begin with "${prefix}", whose ${prefix.length} characters leave no room in the 64 of a role's name; choose a name for the stack that is ${prefix.length - longestPrefix} shorter than "${stack}".`;
  return undefined;
}

/** 64 characters of a role's name, less the longest noun that a component appends. */
export const longestPrefix = 64 - "-cloudwatch-observability".length;
