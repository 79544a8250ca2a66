import type { z } from "zod";

/** Reports a mistake at a path below the object that is checked. */
export type Report = (path: readonly (string | number)[], message: string) => void;

/** A check across fields of an object. */
export interface Check<T> {
  /** Dotted paths of what it uses, `*` for every element of a list. It runs whenever these are right by themselves. */
  readonly reads: readonly ((keyof T & string) | `${keyof T & string}.${string}`)[];
  readonly check: (value: T, report: Report) => void;
}

/**
 * The schema with checks across its fields. A plain refinement would wait until the whole object is right, and so hide
 * its finding behind the first typing mistake beside it.
 */
export function checked<S extends z.ZodObject>(schema: S, ...checks: readonly Check<z.output<S>>[]): S {
  return checks.reduce(
    (refined, { reads, check }) =>
      refined.superRefine(
        (value, context) => {
          check(value, (path, message) => {
            context.addIssue({ code: "custom", path: [...path], message, params: { acrossFields: true } });
          });
        },
        {
          when: ({ value, issues }) =>
            isObject(value) && issues.every((issue) => !reads.some((read) => spoils(issue, read))),
        },
      ),
    schema,
  );
}

/** Whether an issue leaves nothing sensible to read at a path. An unknown key does not, nor does another check's finding. */
function spoils(issue: z.core.$ZodRawIssue, read: string): boolean {
  if (issue.code === "unrecognized_keys" || (issue.code === "custom" && issue.params?.["acrossFields"] === true))
    return false;
  const fields = read.split(".");
  return (issue.path ?? []).every((segment, depth) => {
    const field = fields[depth];
    return field === undefined || field === "*" || field === String(segment);
  });
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
