import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { quoted, textLike } from "../config/schema/fields";
import { problems, sentence } from "../config/stack-file/problems";

const stackSchema = z
  .strictObject({
    stack: textLike(/^[A-Za-z0-9][\w.-]{0,99}$/, "the name of a stack", "prod-eu")
      .meta({ examples: ["prod-eu"] })
      .describe("Name of the stack; its settings are in Pulumi.<name>.yaml."),
    policies: z
      .string()
      .optional()
      .describe("Configuration of the policy pack. Default policies/config/<stack>.json, else that of prod."),
    profile: z.string().optional().describe("AWS_PROFILE of the stack's account. Default the credentials at hand."),
  })
  .describe("A stack of the fleet.");

const waveSchema = z
  .strictObject({
    name: textLike(/^[a-z][a-z0-9-]{0,39}$/, "a name of lower-case letters, digits and hyphens", "canary").meta({
      examples: ["canary"],
    }),
    stacks: z.array(stackSchema).min(1, "names no stack; write one, such as [{ stack: dev }]."),
  })
  .describe("Stacks that are worked on together. The next wave begins when all of them have succeeded.");

const operatorSchema = z
  .strictObject({
    namespace: z.string().default("pulumi").describe("Namespace of the objects."),
    repository: textLike(/^https:\/\/\S+$/, "the HTTPS URL of a repository", "https://github.com/acme/eks-platform")
      .meta({ examples: ["https://github.com/acme/eks-platform"] })
      .describe("Where the operator clones this project from."),
    commit: textLike(/^[0-9a-f]{40}$/, "a commit of 40 hexadecimal digits", "0".repeat(40))
      .optional()
      .describe("Commit to deploy. Default the head of `branch`."),
    branch: z.string().default("main").describe("Branch to deploy where no commit is named."),
    serviceAccount: z.string().default("pulumi").describe("Service account with the deployer's AWS identity."),
    image: z.string().default("pulumi/pulumi-nodejs:3.259.0-nonroot").describe("Image of the workspaces, by version."),
    credentials: z
      .strictObject({
        secret: z.string().describe("Name of the Secret in the namespace."),
        key: z.string().default("accessToken").describe("Key in it."),
      })
      .optional()
      .describe("Where the access token of Pulumi Cloud is. Left out where the state is in a bucket."),
  })
  .describe("How the Pulumi Kubernetes Operator runs the fleet.");

const fleetSchema = z.strictObject({
  backend: textLike(
    /^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[^?]*)?(\?.*)?|https:\/\/\S+|file:\/\/\S+)$/,
    "a backend of Pulumi",
    "s3://acme-pulumi-state?region=eu-west-1",
  )
    .meta({ examples: ["s3://acme-pulumi-state?region=eu-west-1"] })
    .describe("Where the state of all stacks is."),
  secretsProvider: textLike(
    /^(awskms:\/\/\S+|default|passphrase)$/,
    "a secrets provider",
    "awskms://alias/pulumi-state?region=eu-west-1",
  )
    .optional()
    .describe("What encrypts the secrets of stacks that do not exist yet. Needed with a bucket."),
  concurrency: z.int().min(1).max(64).default(4).describe("Stacks of a wave that are worked on at once."),
  waves: z.array(waveSchema).min(1, "names no wave; write one with a name and its stacks."),
  operator: operatorSchema.optional(),
});

export type Fleet = z.output<typeof fleetSchema>;
export type FleetStack = Fleet["waves"][number]["stacks"][number];
export type Wave = Fleet["waves"][number];

/** A mistake in the fleet file or the command line: one message, no stack trace. */
export class FleetError extends Error {
  override readonly name = "FleetError";
}

/**
 * The fleet that a file describes.
 * @throws FleetError with one line for every mistake: where, what is wrong, what to write instead.
 */
export function readFleet(file: string): Fleet {
  const name = path.basename(file);
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new FleetError(`The fleet file ${quoted(name)} cannot be read: ${reason}`);
  }
  const parsed = fleetSchema.safeParse(content, { error: sentence });
  const lines = parsed.success ? relations(parsed.data) : problems(parsed.error, fleetSchema, name);
  if (parsed.success && lines.length === 0) return parsed.data;
  const count = lines.length === 1 ? "a mistake" : `${lines.length} mistakes`;
  throw new FleetError(`The fleet file ${quoted(name)} has ${count}:\n${lines.map((line) => `  ${line}`).join("\n")}`);
}

function relations({ backend, secretsProvider, waves }: Fleet): readonly string[] {
  const names = waves.flatMap(({ stacks }) => stacks.map(({ stack }) => stack));
  return [
    ...repeated(names).map((name) => `waves: the stack ${quoted(name)} is named twice; name each once.`),
    ...repeated(waves.map(({ name }) => name)).map(
      (name) => `waves: two waves have the name ${quoted(name)}; name each differently.`,
    ),
    ...(backend.startsWith("s3://") && secretsProvider === undefined
      ? [
          `secretsProvider: nothing encrypts the secrets of a state in ${quoted(backend)}; write, for example, "awskms://alias/pulumi-state?region=eu-west-1".`,
        ]
      : []),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}
