import { z } from "zod";
import { secretNameProblem } from "../../components/secrets/secret-name";
import { scheduleProblems, type RotationFunction } from "../../components/secrets/rotation";
import { given } from "../given";
import { partName, quoted, roleArn, textLike } from "./schema/fields";

/** How secrets reach pods. */
export const secretDrivers = ["none", "csi", "external-secrets"] as const;

const nameSchema = z
  .string()
  .superRefine((name, context) => {
    const problem = secretNameProblem(name);
    if (problem !== undefined) context.addIssue(`${quoted(name)} ${problem}`);
  })
  .meta({ examples: ["shop/database"] });

const scheduleSchema = z
  .strictObject({
    functionArn: textLike(
      /^arn:aws(-cn|-us-gov)?:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}$/,
      "the ARN of a function without a version",
      "arn:aws:lambda:eu-west-1:111122223333:function:rotate-database",
    ).describe("Function that rotates, of this account and region. The secret must have a value before it is named."),
    functionRoleArn: roleArn().describe("Role of that function, which reads the value in order to change it."),
    schedule: z
      .string()
      .meta({ examples: ["rate(30 days)"] })
      .describe("`rate(30 days)`, `rate(8 hours)`, or a cron expression in UTC such as `cron(0 3 1 * ? *)`."),
    windowHours: z.int().optional().describe("Hours within which the rotation begins, 1 to 24."),
  })
  .superRefine((rotation, context) => {
    for (const problem of scheduleProblems(rotationOf(rotation).schedule))
      context.addIssue({ code: "custom", path: ["schedule"], message: problem });
  });

const readerSchema = z.strictObject({
  namespace: partName(63, "tenant-shop").describe("Namespace of a tenant, or of the sample."),
  serviceAccount: partName(63, "web")
    .optional()
    .describe("Service account whose pods read it. With `external-secrets` the whole namespace does: leave it out."),
});

const replicaSchema = z.strictObject({
  region: textLike(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, "a region of AWS", "eu-central-1").describe("Region of the copy."),
  keyArn: textLike(
    /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:[0-9]{12}:key\/[0-9a-z-]+$/,
    "the ARN of a key",
    "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  ).describe("Key of that region. Readers decrypt with it."),
});

const itemSchema = z.strictObject({
  name: nameSchema.describe("Name; in Secrets Manager it is `<project>-<stack>/<name>`."),
  description: z.string().min(1).max(2048).describe("What it opens, and who gives it its value. Never the value."),
  keys: z
    .array(textLike(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, "a key of letters, digits and underscores", "password"))
    .default([])
    .describe("Keys of a JSON value that pods get one by one."),
  readers: z.array(readerSchema).default([]).describe("Who reads it in the cluster."),
  readerRoleArns: z
    .array(roleArn())
    .default([])
    .describe("Further roles that may read it, of other stacks or of people. Everybody else is denied."),
  rotation: z
    .union([z.literal("external"), scheduleSchema], {
      error: ({ input }) =>
        `${quoted(input)} is neither "external" nor a function with its schedule; write "external" where something else rotates it.`,
    })
    .optional()
    .describe(
      "What rotates it: a function, or `external` for a person, a pipeline or the service that made it. In production it is one of them.",
    ),
  replicas: z.array(replicaSchema).default([]).describe("Copies in other regions."),
});

/** Secrets in Secrets Manager, and how pods read them. */
export const secretsSchema = z
  .strictObject({
    driver: z
      .enum(secretDrivers)
      .default("none")
      .describe(
        "How pods come by secrets: `csi` mounts them as files, `external-secrets` copies them into Secrets of the namespace, and with `none` pods ask Secrets Manager themselves.",
      ),
    refreshMinutes: z
      .int()
      .min(1)
      .max(1440)
      .default(60)
      .describe("Minutes between two comparisons of files or copies with Secrets Manager, which are paid calls."),
    recoveryWindowDays: z
      .int()
      .refine((days) => days === 0 || (days >= 7 && days <= 30), {
        error: ({ input }) =>
          `${quoted(input)} is neither 0 nor 7 to 30; write 7 to 30, or 0 where a deleted secret need not come back.`,
      })
      .default(30)
      .describe("Days in which a deleted secret can be brought back: 7 to 30, or 0. Its name is taken until then."),
    items: z.array(itemSchema).default([]).describe("The secrets, without their values."),
  })
  .describe("Secrets in Secrets Manager without their values, and how pods read them (docs/secrets.md).");

/** A rotation as the component takes it. */
export function rotationOf({
  functionArn,
  functionRoleArn,
  schedule,
  windowHours,
}: z.output<typeof scheduleSchema>): RotationFunction {
  return { functionArn, roleArn: functionRoleArn, schedule: { expression: schedule, ...given({ windowHours }) } };
}
