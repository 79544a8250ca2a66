// Keeps where Node found each module, so that a later start need not ask the file system a dozen times for each. What was
// found holds as long as no file came or went in the folders of the project that it lies in, nor in node_modules.
"use strict";
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { cacheFolder } = require("./cache-folder.cjs");
const { processKind } = require("./process-kind.cjs");

const root = path.join(__dirname, "..", "..");
const file = path.join(cacheFolder, `resolved-${processKind}-${process.version}.json`);
const modules = path.join(root, "node_modules") + path.sep;
const installed = `${modules}.package-lock.json`;

function read() {
  try {
    const { changed, found } = JSON.parse(readFileSync(file, "utf8"));
    return Object.entries(changed).every(([place, time]) => timeOf(place) === time) ? found : undefined;
  } catch {
    // There is none yet, or something it knows is gone.
    return undefined;
  }
}

function timeOf(place) {
  return statSync(place).mtimeMs;
}

const known = read();
const before = known === undefined ? 0 : Object.keys(known).length;
if (known !== undefined) Object.assign(Module._pathCache, known);

process.on("exit", () => {
  const found = Object.entries(Module._pathCache).filter(([, place]) => isOurs(place) || place.startsWith(modules));
  if (found.length === before) return;
  try {
    // A file or folder that comes into one of these may be what a name means from then on.
    const folders = found.filter(([, place]) => isOurs(place)).map(([, place]) => path.dirname(place));
    const watched = new Set([installed, ...folders, ...folders.map((folder) => path.dirname(folder))]);
    const changed = Object.fromEntries([...watched].map((place) => [place, timeOf(place)]));
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ changed, found: Object.fromEntries(found) }));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that cannot be written costs time, nothing else.
  }
});

/** Packages change together, when they are installed. Those of other projects are not kept. */
function isOurs(place) {
  return !place.includes(`${path.sep}node_modules${path.sep}`);
}
