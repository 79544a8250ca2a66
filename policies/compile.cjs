// Makes one JavaScript file of the pack's sources, with the table that it reads beside it. The package that npm packs
// holds this file instead of the sources; in the repository start.cjs makes it anew when a source has changed.
"use strict";
const { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const packFolder = path.join(__dirname, "compiled");
const table = "documented-actions.json";

/** One of the sources with all that it imports, as one file in a folder: by default the pack. Up to date. */
exports.compileIfChanged = (source = "index.ts", folder = packFolder) => {
  const compiled = path.join(folder, source.replace(/ts$/, "cjs"));
  const made = statSync(compiled, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newestSource() >= made) compile(source, compiled);
  return compiled;
};

/** Types are stripped, not checked: that is the business of the build. */
function compile(source, compiled) {
  const started = new Date();
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: [path.join(__dirname, source)],
    outfile: compiled,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    write: false,
  });
  mkdirSync(path.dirname(compiled), { recursive: true });
  replace(path.join(path.dirname(compiled), table), readFileSync(path.join(__dirname, "knowledge", "iam", table)));
  replace(compiled, outputFiles[0].contents);
  // What was saved while it was compiled may not be in it.
  utimesSync(compiled, started, started);
}

/** Another process may be reading the file, or writing it: nobody sees a part of it. */
function replace(file, contents) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, contents);
  renameSync(own, file);
}

function newestSource() {
  const folders = ["engine", "knowledge", "rules"].flatMap((room) =>
    readdirSync(path.join(__dirname, room), { recursive: true }).map((file) => path.join(room, file)),
  );
  return [...folders, ...readdirSync(__dirname)]
    .filter((file) => /\.(ts|json)$|^compile\.cjs$/.test(file))
    .reduce((newest, file) => Math.max(newest, statSync(path.join(__dirname, file)).mtimeMs), 0);
}

if (require.main === module) compile("index.ts", path.join(packFolder, "index.cjs"));
