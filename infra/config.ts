import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { accessSchema } from "./config/access";
import { anywhereSchema } from "./config/anywhere";
import { autoscalingSchema } from "./config/autoscaling";
import { clusterSchema } from "./config/cluster";
import { deliverySchema } from "./config/delivery/delivery";
import { githubSchema } from "./config/github";
import { ingressSchema } from "./config/ingress";
import { monitoringSchema } from "./config/monitoring";
import { networkSchema } from "./config/network";
import { nodesSchema } from "./config/nodes";
import { patchingSchema } from "./config/patching";
import { protectionSchema } from "./config/protection";
import { providerSchema } from "./config/provider";
import { platformRelations, providerRelations } from "./config/relations";
import { sampleSchema } from "./config/sample";
import { checked } from "./config/schema/checked";
import { prefixProblem } from "./config/schema/names";
import { secretsSchema } from "./config/secrets";
import { problems, sentence } from "./config/stack-file/problems";
import { readSettings, type Settings } from "./config/stack-file/settings";
import { withTenantsFile } from "./config/stack-file/tenants-file";
import { storageSchema } from "./config/storage";
import { tagsSchema } from "./config/tags";
import { tenantsSchema } from "./config/tenants";

const platformFields = z.strictObject({
  tags: tagsSchema.prefault({} as z.input<typeof tagsSchema>),
  network: networkSchema.prefault({}),
  cluster: clusterSchema.prefault({}),
  access: accessSchema.prefault({}),
  github: githubSchema.optional(),
  nodes: nodesSchema.prefault({}),
  storage: storageSchema.prefault({}),
  monitoring: monitoringSchema.prefault({}),
  ingress: ingressSchema.prefault({}),
  protection: protectionSchema.prefault({}),
  sample: sampleSchema.prefault({}),
  tenants: tenantsSchema.default([]),
  secrets: secretsSchema.prefault({}),
  delivery: deliverySchema.prefault({}),
  anywhere: anywhereSchema.optional(),
  autoscaling: autoscalingSchema.prefault({}),
  patching: patchingSchema.prefault({}),
});

const roomsSchema = z.strictObject({
  aws: providerSchema,
  platform: checked(platformFields, ...platformRelations),
});

/** The settings of a stack: those of the AWS provider and those of this platform, by key. */
export const settingsSchema = checked(roomsSchema, ...providerRelations);

/** What a stack file says, with the defaults filled in. */
export interface Config extends z.output<typeof platformFields> {
  readonly project: string;
  readonly stack: string;
  /** What every physical name begins with: `<project>-<stack>`. */
  readonly prefix: string;
  readonly aws: z.output<typeof providerSchema>;
}

/**
 * The configuration of the stack at hand.
 * @throws pulumi.RunError with one line for every mistake in the stack file: where, what is wrong, what to write instead.
 */
export function loadConfig(): Config {
  const project = pulumi.getProject();
  const stack = pulumi.getStack();
  const completed = withTenantsFile(readSettings(["aws", project]), project, pulumi.getRootDirectory());
  if ("problem" in completed) throw mistakes(stack, [completed.problem]);
  return parseConfig(project, stack, completed.settings);
}

/** The configuration that settings make, with every mistake in one error. */
export function parseConfig(project: string, stack: string, { namespaces, encrypted }: Settings): Config {
  const input = { aws: namespaces["aws"], platform: namespaces[project] };
  const secrets = encrypted.filter((name) => /^(.*):/.exec(name)?.[1] === project);
  const parsed = settingsSchema.safeParse(input, { error: sentence });
  const nameProblem = prefixProblem(project, stack);
  if (parsed.success && nameProblem === undefined && secrets.length === 0)
    return { ...parsed.data.platform, aws: parsed.data.aws, project, stack, prefix: `${project}-${stack}` };
  throw mistakes(stack, [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...secrets.map((name) => `${name}: the value is encrypted, and nothing here is a secret; write it in plain text.`),
    // What was encrypted must not be quoted.
    ...(parsed.success ? [] : problems(parsed.error, settingsSchema, project)).filter(
      (line) => !secrets.some((name) => line.startsWith(name)),
    ),
  ]);
}

/** One error for all that is wrong with a stack file. */
export function mistakes(stack: string, lines: readonly string[]): pulumi.RunError {
  const count = lines.length === 1 ? "a mistake" : `${lines.length} mistakes`;
  return new pulumi.RunError(
    `The configuration of stack "${stack}" has ${count}:\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}
