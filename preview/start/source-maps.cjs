// Stack traces name the lines of the TypeScript sources. A map is read when a trace that needs it is.
"use strict";
const { readFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const { transpile } = require("./typescript.cjs");

const maps = new Map();

/** The place in the source of a place in the JavaScript made from it. Lines and columns count from one. */
function originalPosition(file, line, column) {
  const entry = mapOf(file)?.findEntry(line - 1, column - 1);
  return entry?.originalLine === undefined
    ? { line, column }
    : { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

function mapOf(file) {
  if (!maps.has(file)) {
    try {
      maps.set(file, new SourceMap(JSON.parse(readFileSync(transpile(file).map, "utf8"))));
    } catch {
      maps.set(file, undefined);
    }
  }
  return maps.get(file);
}

Error.prepareStackTrace = (error, sites) => {
  const frames = sites.map((site) => {
    const file = site.getFileName();
    if (!file?.endsWith(".ts")) return `\n    at ${site}`;
    const line = site.getLineNumber() ?? 1;
    const column = site.getColumnNumber() ?? 1;
    const original = originalPosition(file, line, column);
    return `\n    at ${String(site).replace(`:${line}:${column}`, `:${original.line}:${original.column}`)}`;
  });
  return `${title(error)}${frames.join("")}`;
};

/** What V8 itself puts before the frames. */
function title(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

exports.originalPosition = originalPosition;
