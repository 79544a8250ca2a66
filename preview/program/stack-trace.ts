import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** An error as users read it. */
export interface Trace {
  readonly text: string;
  /** Whether it leads to a file of the project. */
  readonly own: boolean;
  /** Whether it has a trace at all. */
  readonly frames: boolean;
}

/**
 * An error as the SDK reports it, made readable: the first line says where in the project's own files it happened, then
 * comes the message, then the trace through those files. Frames of Node and of libraries are left out unless there are
 * no others.
 */
export function readableTrace(report: string, directory: string): Trace {
  const lines = stripVTControlCharacters(report).trimEnd().split("\n");
  const firstFrame = lines.findIndex((line) => /^\s+at /.test(line));
  if (firstFrame < 0) return { text: lines.join("\n"), own: false, frames: false };
  const message = lines
    .slice(0, firstFrame)
    .join("\n")
    .replace(/^error: \[runtime\] /, "")
    .replace(/^Running program '.*' failed with an unhandled exception:\n/, "")
    .trim()
    .replace(/^<ref \*\d+> /, "")
    .replace(/: \d+ UNKNOWN: /, ": ");
  const frames = lines.slice(firstFrame).flatMap((line) => /^\s+at (.*?)(?:,| \{)?$/.exec(line)?.[1] ?? []);
  const own = frames.flatMap((frame) => ownFrame(frame, directory) ?? []);
  const trace = own.length > 0 ? own.map(({ text }) => text) : frames;
  const places = own.slice(0, 1).map(({ place }) => `${place}:`);
  return {
    text: [...places, message, ...trace.map((text) => `    at ${text}`)].join("\n"),
    own: own.length > 0,
    frames: true,
  };
}

/** A frame in a file of the project, with the path relative to the project's folder. */
function ownFrame(frame: string, directory: string): { readonly text: string; readonly place: string } | undefined {
  const [, before = "", file = "", position = "", after = ""] =
    /^(.*\()?(?:file:\/\/)?([^()]*?)(:\d+:\d+)(\))?$/.exec(frame) ?? [];
  if (!path.isAbsolute(file)) return undefined;
  const relative = path.relative(directory, file).replaceAll(path.sep, "/");
  if (relative.startsWith("..") || relative.includes("node_modules/")) return undefined;
  const place = relative + position;
  return { text: before + place + after, place };
}
