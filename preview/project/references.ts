import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Secret, unknown, type PropertyMap, type Value } from "../../policies/evaluate";
import { MonitorError } from "../engine/monitor-error";
import { UsageError } from "../failure";
import { isRecord, type Project } from "./project";

/** A file with the outputs of a stack, as the command line names it. */
export interface GivenReference {
  /** The stack as the program names it, such as `acme/eks-platform/dev`. */
  readonly stack: string;
  readonly file: string;
}

/** The outputs of other stacks. */
export interface References {
  /** @throws MonitorError when nobody says what the stack puts out. */
  outputsOf(stack: string): PropertyMap;
}

/** Beside Pulumi.yaml: what other stacks put out, by their names. */
const folder = "references";

/**
 * What the command line gives, else `references/<name of the stack>.json` of the project: either a result of
 * `--format json`, or what `pulumi stack output --json` prints.
 * @throws UsageError when a file of the command line cannot be read or is neither.
 */
export function referencesOf(project: Project, given: readonly GivenReference[], directory: string): References {
  const known = new Map(
    given.map(({ stack, file }) => [stack, readOutputs(path.resolve(directory, file), `--reference ${file}`, stack)]),
  );
  return {
    outputsOf(stack) {
      const outputs = known.get(stack) ?? declaredOutputs(project, stack);
      if (outputs === undefined)
        throw new MonitorError(
          `Stack reference "${stack}": what that stack puts out is not known offline; write it to ${folder}/${stack}.json in the project's folder, as "pulumi stack output --json" or a preview with --format json prints it, or name such a file by --reference ${stack}=FILE.`,
          "configuration",
        );
      known.set(stack, outputs);
      return outputs;
    },
  };
}

function declaredOutputs(project: Project, stack: string): PropertyMap | undefined {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*){0,2}$/.test(stack)) return undefined;
  const file = path.join(project.directory, folder, `${stack}.json`);
  if (!existsSync(file)) return undefined;
  try {
    return readOutputs(file, `${folder}/${stack}.json`, stack);
  } catch (error) {
    throw error instanceof UsageError ? new MonitorError(error.message, "configuration") : error;
  }
}

function readOutputs(file: string, label: string, stack: string): PropertyMap {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(
      error instanceof SyntaxError
        ? `${label}: the file is not JSON; use what "pulumi stack output --json" or --format json printed.`
        : `${label}: the file cannot be read.`,
    );
  }
  const previews = Array.isArray(content) ? content : [content];
  const outputs = previews.some(isPreview) ? outputsOfPreview(previews.filter(isPreview), label, stack) : content;
  if (!isRecord(outputs))
    throw new UsageError(`${label}: the file holds no outputs; they are a map of names to values.`);
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, decode(value)]));
}

interface Preview {
  readonly project: unknown;
  readonly stack: unknown;
  readonly outputs: unknown;
}

function isPreview(content: unknown): content is Preview {
  return isRecord(content) && "schemaVersion" in content && "outputs" in content && "resources" in content;
}

/** The preview of the stack that is referred to: a name ends in project and stack, or in the stack alone. */
function outputsOfPreview(previews: readonly Preview[], label: string, stack: string): unknown {
  const nameOf = (preview: Preview): string => `${String(preview.project)}/${String(preview.stack)}`;
  const found = previews.find((preview) => `/${nameOf(preview)}`.endsWith(`/${stack.split("/").slice(-2).join("/")}`));
  if (found) return found.outputs;
  throw new UsageError(
    `${label}: the file has no preview of "${stack}", only of ${previews.map((one) => `"${nameOf(one)}"`).join(", ")}.`,
  );
}

/** Stands for the value of a secret, which is in no file. The CLI prints it so as well. */
const placeholder = "[secret]";

function decode(value: unknown): Value {
  if (value === placeholder) return new Secret(placeholder);
  if (Array.isArray(value)) return value.map(decode);
  if (!isRecord(value)) return value as string | number | boolean | null;
  if (value["$unknown"] === true) return unknown;
  if (value["$secret"] === true) return new Secret(placeholder);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decode(part)]));
}

/** Whether a secret is in the value. */
export function holdsSecret(value: Value): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && Object.values(value as PropertyMap).some(holdsSecret);
}
