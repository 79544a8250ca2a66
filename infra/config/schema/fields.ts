import { z } from "zod";

/** A value as a message quotes it. */
export const quoted = (value: unknown): string => JSON.stringify(value) ?? "nothing";

/** Text of a form: the message quotes the value and gives an example of the form. */
export function textLike(pattern: RegExp, what: string, example: string): z.ZodString {
  return z.string().regex(pattern, {
    error: ({ input }) => `${quoted(input)} is not ${what}; write, for example, ${quoted(example)}.`,
  });
}

/** The name of a part of the platform: it ends up in names that AWS and Kubernetes limit to lower case. */
export const partName = (maximum: number, example: string): z.ZodString =>
  textLike(
    new RegExp(`^[a-z]([a-z0-9-]{0,${maximum - 2}}[a-z0-9])?$`),
    `a name of at most ${maximum} lower-case letters, digits and hyphens that begins with a letter`,
    example,
  );

/** The ARN of an IAM role, with its path if it has one. */
export const roleArn = (): z.ZodString =>
  textLike(
    /^arn:aws(-cn|-us-gov)?:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/,
    "the ARN of an IAM role (sessions and users cannot be meant)",
    "arn:aws:iam::111122223333:role/deployer",
  );
