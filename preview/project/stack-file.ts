import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../failure";
import { isRecord, readProject, readYaml, type Project } from "./project";

/** A stack with the configuration that the program receives. */
export interface Stack {
  readonly name: string;
  /** The stack file, relative to the project's folder where it is inside, with forward slashes. */
  readonly file: string;
  /** Full key to value; objects are JSON, as the engine hands them over. */
  readonly config: Readonly<Record<string, string>>;
  /** The full keys of secret values. */
  readonly secretKeys: readonly string[];
}

/** Linux takes 128 KiB for a variable with its name and end, and the program gets its configuration in one. */
const mostConfigurationBytes = 128 * 1024 - "PULUMI_CONFIG=".length - 1;

/** What the program gets for an encrypted value, which nothing here can decrypt. */
const secretPlaceholder = "secret";

/** A stack file with the project whose program it configures. */
export interface StackFile {
  readonly project: Project;
  readonly file: string;
}

/** The stack files that the arguments name. */
export interface StackFiles {
  readonly files: readonly StackFile[];
  /** Whether there can be more than one: several arguments, or a folder. */
  readonly several: boolean;
}

/**
 * Finds stacks of the project by name, files by path, and all the stack files of a folder. Those beside a Pulumi.yaml
 * of their own belong to that project.
 * @throws UsageError when an argument is none of these; the message lists the stacks there are.
 */
export function findStackFiles(project: Project, names: readonly string[], workingDirectory: string): StackFiles {
  let several = names.length > 1;
  const files = (names.length === 0 ? ["dev"] : names).flatMap((name) => {
    const ofProject = path.join(project.directory, `Pulumi.${name}.yaml`);
    if (existsSync(ofProject)) return [{ project, file: ofProject }];
    const asPath = path.resolve(workingDirectory, name);
    const found = statSync(asPath, { throwIfNoEntry: false });
    if (found?.isDirectory()) {
      several = true;
      const owner = projectIn(asPath, project);
      return stackFilesIn(asPath, name).map((file) => ({ project: owner, file }));
    }
    if (found?.isFile()) return [{ project: projectIn(path.dirname(asPath), project), file: asPath }];
    const known = stackNames(project);
    const list = known.length > 0 ? `the project has ${known.join(", ")}` : "the project has none yet";
    throw new UsageError(`Stack "${name}" does not exist; ${list}. Stack files elsewhere go by their path.`);
  });
  const unique = new Map(files.map((found) => [found.file, found]));
  return { files: [...unique.values()], several };
}

function projectIn(folder: string, otherwise: Project): Project {
  return existsSync(path.join(folder, "Pulumi.yaml")) ? readProject(folder) : otherwise;
}

/**
 * Reads one stack file as the engine does: keys without a namespace belong to the project, objects become JSON.
 * @throws UsageError naming the file, and the key where one is at fault.
 */
export function readStack(project: Project, file: string): Stack {
  const relative = path.relative(project.directory, file).replaceAll(path.sep, "/");
  const label = relative.startsWith("../") ? file : relative;
  const document = readYaml(file, label);
  const unknownKey = Object.keys(document).find(
    (key) => !["config", "encryptionsalt", "encryptedkey", "secretsprovider", "environment"].includes(key),
  );
  if (unknownKey !== undefined) {
    throw new UsageError(`${label}: "${unknownKey}" is no key of a stack file; settings go under "config".`);
  }
  const own = document["config"] ?? {};
  if (!isRecord(own)) throw new UsageError(`${label}: config must be a map of keys to values.`);
  const config: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const [key, value] of [...projectConfig(project), ...Object.entries(own)]) {
    const fullKey = key.includes(":") ? key : `${project.name}:${key}`;
    const { plain, secret } = reveal(value);
    if (plain === null || plain === undefined)
      throw new UsageError(`${label}: config "${fullKey}" has no value; give it one or remove the key.`);
    config[fullKey] = typeof plain === "string" ? plain : JSON.stringify(plain);
    if (secret) secretKeys.push(fullKey);
  }
  const size = Buffer.byteLength(JSON.stringify(config));
  if (size > mostConfigurationBytes)
    throw new UsageError(
      `${label}: the configuration has ${String(size)} bytes, and a program is handed ${String(mostConfigurationBytes)} at most, by Pulumi as well; move long lists to a file that the program reads.`,
    );
  return { name: stackNameOf(file), file: label, config, secretKeys };
}

/** `Pulumi.dev.yaml` is dev, `gpu.yaml` is gpu. */
export function stackNameOf(file: string): string {
  return path
    .basename(file)
    .replace(/^Pulumi\./, "")
    .replace(/\.ya?ml$/, "");
}

function stackNames(project: Project): readonly string[] {
  return readdirSync(project.directory)
    .filter((file) => /^Pulumi\..+\.yaml$/.test(file))
    .map(stackNameOf)
    .sort();
}

function stackFilesIn(folder: string, label: string): readonly string[] {
  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file) && file !== "Pulumi.yaml")
    .sort();
  if (files.length === 0) throw new UsageError(`Folder "${label}" has no stack files; they end in ".yaml".`);
  return files.map((file) => path.join(folder, file));
}

/** Values of Pulumi.yaml that hold for every stack: plain ones, and typed ones with a `value` or `default`. */
function projectConfig(project: Project): readonly (readonly [string, unknown])[] {
  return Object.entries(project.config).flatMap(([key, declared]) => {
    const value = isRecord(declared) ? (declared["value"] ?? declared["default"]) : declared;
    return value === undefined ? [] : [[key, value] as const];
  });
}

/** The value with a placeholder for each encrypted part. */
function reveal(value: unknown): { readonly plain: unknown; readonly secret: boolean } {
  if (Array.isArray(value)) {
    const parts = value.map(reveal);
    return { plain: parts.map(({ plain }) => plain), secret: parts.some(({ secret }) => secret) };
  }
  if (!isRecord(value)) return { plain: value, secret: false };
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof value["secure"] === "string") return { plain: secretPlaceholder, secret: true };
  const parts = Object.entries(value).map(([key, part]) => [key, reveal(part)] as const);
  return {
    plain: Object.fromEntries(parts.map(([key, { plain }]) => [key, plain])),
    secret: parts.some(([, { secret }]) => secret),
  };
}
