import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, YAMLParseError } from "yaml";
import { UsageError } from "../failure";

/** The Pulumi project that is previewed. */
export interface Project {
  readonly name: string;
  /** The folder of Pulumi.yaml. */
  readonly directory: string;
  /** The working directory of the program. */
  readonly programDirectory: string;
  /** The entry of the program, relative to its working directory; `.` leaves it to package.json. */
  readonly entry: string;
  /** Arguments that Pulumi.yaml gives to Node, split at blanks as the language host does. */
  readonly nodeArguments: readonly string[];
  /** Configuration that Pulumi.yaml gives to every stack. */
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Reads Pulumi.yaml of the folder.
 * @throws UsageError when there is none, or it is not a project for Node.
 */
export function readProject(directory: string): Project {
  const file = path.join(directory, "Pulumi.yaml");
  if (!existsSync(file))
    throw new UsageError(`Pulumi.yaml: there is none in "${directory}"; run in a project's folder.`);
  const document = readYaml(file, "Pulumi.yaml");
  const { name, runtime, main, config } = document;
  if (typeof name !== "string") throw new UsageError("Pulumi.yaml: name is missing; give the project a name.");
  const runtimeName = isRecord(runtime) ? runtime["name"] : runtime;
  if (runtimeName !== "nodejs") {
    throw new UsageError(`Pulumi.yaml: runtime is "${String(runtimeName)}"; the preview runs "nodejs" only.`);
  }
  const options = isRecord(runtime) && isRecord(runtime["options"]) ? runtime["options"] : {};
  const nodeArguments = typeof options["nodeargs"] === "string" ? options["nodeargs"].split(" ").filter(Boolean) : [];
  const { dir, base } = typeof main === "string" ? entryOf(directory, main) : { dir: directory, base: "." };
  return {
    name,
    directory,
    programDirectory: dir,
    entry: base,
    nodeArguments,
    config: isRecord(config) ? config : {},
  };
}

/**
 * Parses a YAML file that must hold a map.
 * @throws UsageError with the place of the mistake.
 */
export function readYaml(file: string, label: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${label}: the file cannot be read.`);
  }
  let document: unknown;
  try {
    document = parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const [position] = error.linePos ?? [];
    const [reason = ""] = error.message.split(/ at line |:?\n/);
    throw new UsageError(`${label}:${position?.line ?? 1}:${position?.col ?? 1}: not valid YAML: ${reason}.`);
  }
  if (document === null) return {};
  if (!isRecord(document)) throw new UsageError(`${label}: the file must hold a map of keys to values.`);
  return document;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entryOf(directory: string, main: string): { dir: string; base: string } {
  const { dir, base, ext } = path.parse(path.resolve(directory, main));
  return ext === "" ? { dir: path.join(dir, base), base: "." } : { dir, base };
}
