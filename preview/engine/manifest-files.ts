import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { GraphResource, ManifestFile, Value } from "../../policies/evaluate";

/** Components that make what is in files, which their provider reads: until then nobody else has. */
const inputOf: Readonly<Record<string, string>> = {
  "kubernetes:yaml/v2:ConfigFile": "file",
  "kubernetes:yaml/v2:ConfigGroup": "files",
};

/** More than any manifest has. */
const maxBytes = 16 * 1024 * 1024;

/**
 * A component with the manifests that it names by local paths and patterns, so that rules can judge their objects. What
 * is not known, is on another host or cannot be read stays opaque.
 * @param directory the working directory of the program, where its provider starts as well
 */
export function withManifests<Registered extends GraphResource>(resource: Registered, directory: string): Registered {
  const input = inputOf[resource.type];
  const named = input === undefined ? undefined : resource.inputs[input];
  if (named === undefined) return resource;
  const read = (Array.isArray(named) ? (named as readonly Value[]) : [named]).map((name) =>
    typeof name === "string" ? filesAt(name, directory) : undefined,
  );
  const manifests = { files: read.flatMap((files) => files ?? []), isComplete: !read.includes(undefined) };
  return { ...resource, manifests };
}

/** The files of a path or a pattern; undefined where one of them cannot be read, or there is none. */
function filesAt(name: string, directory: string): readonly ManifestFile[] | undefined {
  if (/^[a-z]+:\/\//i.test(name)) return undefined;
  const paths = matching(name, directory);
  const files = paths.flatMap((file): readonly ManifestFile[] => {
    const place = path.resolve(directory, file);
    try {
      const { size } = statSync(place);
      return size > maxBytes ? [] : [{ path: file, text: readFileSync(place, "utf8") }];
    } catch {
      return [];
    }
  });
  return files.length === 0 || files.length < paths.length ? undefined : files;
}

/**
 * The paths that a pattern stands for, as Go has it: `*`, `?` and `[a-z]` within one name, in the order of the alphabet.
 * @see https://pkg.go.dev/path/filepath#Match
 */
function matching(pattern: string, directory: string): readonly string[] {
  if (!/[*?[]/.test(pattern)) return [pattern];
  return pattern.split("/").reduce<readonly string[]>(
    (found, name, index) => {
      if (!/[*?[]/.test(name)) return found.map((base) => (index === 0 ? name : `${base}/${name}`));
      const wanted = new RegExp(
        `^${name
          .replaceAll(/[.+^${}()|\\]/g, "\\$&")
          .replaceAll("*", ".*")
          .replaceAll("?", ".")}$`,
      );
      return found.flatMap((base) =>
        namesIn(path.resolve(directory, index === 0 ? "." : `${base}/`))
          .filter((each) => wanted.test(each))
          .map((each) => (index === 0 ? each : `${base}/${each}`)),
      );
    },
    [""],
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
