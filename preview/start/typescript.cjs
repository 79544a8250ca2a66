// Reads TypeScript without a type check: types are stripped by esbuild once per content, and the result is kept.
"use strict";
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { cacheFolder } = require("./cache-folder.cjs");

const folder = path.join(cacheFolder, "typescript");
// Part of each key: a change of the options must not find results of earlier ones.
const options = {
  loader: "ts",
  format: "cjs",
  target: "node20",
  sourcemap: "external",
  sourcesContent: false,
  // An import() becomes a require, which finds TypeScript by the extension hook below, and whose code can be cached.
  supported: { "dynamic-import": false },
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
};
const optionsKey = JSON.stringify(options);

Module._extensions[".ts"] = (module, filename) => {
  module._compile(transpile(filename).code, filename);
};

/** The JavaScript of a TypeScript file, and the file of its source map. */
function transpile(filename) {
  const source = readFileSync(filename, "utf8");
  const key = createHash("sha1").update(optionsKey).update(filename).update(source).digest("hex");
  const file = path.join(folder, `${key}.js`);
  const map = `${file}.map`;
  try {
    return { code: readFileSync(file, "utf8"), map };
  } catch {
    // Not seen before.
  }
  const result = require("esbuild").transformSync(source, { ...options, sourcefile: filename });
  try {
    mkdirSync(folder, { recursive: true });
    write(map, result.map);
    write(file, result.code);
  } catch {
    // A folder that cannot be written costs time, and the lines of the sources in traces.
  }
  return { code: result.code, map };
}

/** Another process may write the same file at the same time: each renames a file of its own. */
function write(file, text) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, text);
  renameSync(own, file);
}

exports.transpile = transpile;
