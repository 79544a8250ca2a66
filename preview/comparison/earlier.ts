import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { UsageError } from "../failure";
import type { JsonObject } from "./property-changes";

/** The version of docs/preview-json.md that this reads. */
const schemaVersion = 1;

const level = z.enum(["mandatory", "advisory"]);
const place = { rule: z.string(), title: z.string(), level, urn: z.string(), path: z.string() };
const finding = z.object({ ...place, message: z.string(), fix: z.string(), fingerprint: z.string() });
const undecided = z.object({ ...place, reason: z.string() });
/** Whatever JSON.parse gives is JSON, so that only its outermost shape needs a look. */
const properties = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const waived = z.object({
  finding: z.union([finding, undecided]),
  waiver: z.object({ reason: z.string(), owner: z.string(), expires: z.string() }),
});
/** Besides the inputs every member that may change what the engine does with the resource. */
const resource = z.looseObject({ urn: z.string(), type: z.string(), name: z.string(), inputs: properties });

const preview = z.object({
  schemaVersion: z.literal(schemaVersion),
  project: z.string(),
  stack: z.string(),
  findings: z.array(finding),
  undecided: z.array(undecided),
  waived: z.array(waived),
  outputs: properties,
  resources: z.array(resource),
});

/** The part of an earlier preview that a later one is compared with. */
export type EarlierPreview = z.infer<typeof preview>;
export type EarlierResource = EarlierPreview["resources"][number];

/** An earlier result, as the user named it, with a preview of every stack in it. */
export interface Earlier {
  readonly file: string;
  /** @throws UsageError when the file has no preview of this stack. */
  of(project: string, stack: string): EarlierPreview;
}

/**
 * Reads an earlier result of `--format json`.
 *
 * @throws UsageError when the file cannot be read, is no such result, or is of another version of the format
 */
export function readEarlier(file: string, directory: string): Earlier {
  const content = parse(file, read(file, directory));
  const previews = (Array.isArray(content) ? content : [content]).map((document) => previewOf(file, document));
  return {
    file,
    of: (project, stack) => {
      const found = previews.find((earlier) => earlier.project === project && earlier.stack === stack);
      if (found) return found;
      const known = previews.map((earlier) => `${earlier.project}/${earlier.stack}`).join(", ");
      throw new UsageError(
        `--against ${file}: the file has no preview of ${project}/${stack}, only of ${known === "" ? "nothing" : known}; ` +
          `write one by --format json of that stack.`,
      );
    },
  };
}

function read(file: string, directory: string): string {
  try {
    return readFileSync(path.resolve(directory, file), "utf8");
  } catch {
    throw new UsageError(`--against ${file}: the file cannot be read; write one by --out ${file} in an earlier run.`);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--against ${file}: the file is not JSON; use what --format json wrote.`);
  }
}

function previewOf(file: string, document: unknown): EarlierPreview {
  const version = z.object({ schemaVersion: z.unknown() }).safeParse(document).data?.schemaVersion;
  if (version !== undefined && version !== schemaVersion)
    throw new UsageError(
      `--against ${file}: schemaVersion is ${JSON.stringify(version)}, and this preview compares with ${schemaVersion}; ` +
        `write the file again with this version of the preview.`,
    );
  const parsed = preview.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `--against ${file}: the file is not a result of --format json ` +
      `(${issue?.path.join(".") ?? ""}: ${issue?.message ?? "unknown problem"}); use what --format json wrote.`,
  );
}
