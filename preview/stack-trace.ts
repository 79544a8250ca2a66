import path from "node:path";
import { stripVTControlCharacters } from "node:util";

interface Frame {
  readonly text: string;
  /** `infra/index.ts:12:5`, for a frame in a file of the project. */
  readonly own: string | undefined;
}

/**
 * An error as the SDK reports it, made readable: the first line says where in the project's own files it happened, then
 * comes the message, then the trace through those files. Frames of Node and of libraries are left out unless there are
 * no others.
 */
export function readableTrace(report: string, directory: string): string {
  const lines = stripVTControlCharacters(report).trimEnd().split("\n");
  const firstFrame = lines.findIndex((line) => /^\s+at /.test(line));
  if (firstFrame < 0) return lines.join("\n");
  const message = lines.slice(0, firstFrame).join("\n").trim();
  const frames = lines.slice(firstFrame).flatMap((line) => parseFrame(line, directory) ?? []);
  const own = frames.filter((frame) => frame.own !== undefined);
  const place = own[0]?.own;
  const shown = (own.length > 0 ? own : frames).map(({ text }) => `    at ${text}`);
  return [...(place === undefined ? [] : [`${place}:`]), message, ...shown].join("\n");
}

function parseFrame(line: string, directory: string): Frame | undefined {
  const text = /^\s+at (.*?)(?:,| \{)?$/.exec(line)?.[1];
  if (text === undefined) return undefined;
  const [, , file = "", place = ""] = /^(.*?\()?(?:file:\/\/)?([^()]*?)(:\d+:\d+)\)?$/.exec(text) ?? [];
  const relative = path.relative(directory, file).replaceAll(path.sep, "/");
  const isOwn = path.isAbsolute(file) && !relative.startsWith("..") && !relative.includes("node_modules/");
  return isOwn
    ? {
        text: text.replace(/(?:file:\/\/)?[^()]*?(:\d+:\d+\)?)$/, (whole, tail: string) =>
          whole.startsWith("(") ? whole : relative + tail,
        ),
        own: relative + place,
      }
    : { text, own: undefined };
}
