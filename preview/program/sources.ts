import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RegisteredResource } from "../engine/registered-resource";
import { originalPosition } from "../start/source-maps.cjs";

/** Where in the program a resource was made. */
export interface SourcePosition {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
}

/** The places of the resources that were made in files of the project, by URN. */
export function sourcesOf(
  resources: readonly RegisteredResource[],
  directory: string,
): ReadonlyMap<string, SourcePosition> {
  const sources = new Map<string, SourcePosition>();
  for (const { urn, madeAt } of resources) {
    if (madeAt === undefined || !madeAt.uri.startsWith("file:")) continue;
    const file = fileURLToPath(madeAt.uri);
    const relative = path.relative(directory, file).replaceAll(path.sep, "/");
    if (relative.startsWith("..") || relative.includes("node_modules/")) continue;
    sources.set(urn, { file: relative, line: originalPosition(file, madeAt.line, madeAt.column).line });
  }
  return sources;
}
