// V8's compiled code of all modules of one kind of process, kept in one file: a list of entries with their lengths,
// then the code itself. Each entry is keyed by its module's path and content.
"use strict";
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const vm = require("node:vm");
const { cacheFolder } = require("./cache-folder.cjs");
const { processKind } = require("./process-kind.cjs");

// V8 refuses the code of another version or of other flags, but Node changes its V8 at times without a new version.
const file = path.join(cacheFolder, "v8", `${processKind}-${process.version}-${process.arch}.bin`);
/** In bytes. Twice what the largest program of ours needs. */
const limit = 24 * 1024 * 1024;
const known = read();
const compiled = new Map();
let changed = false;

const compile = Module.prototype._compile;
Module.prototype._compile = function (content, filename, ...rest) {
  // A script from the cache has lost what a dynamic import needs on Node 20.
  if (content.includes("import(")) return compile.call(this, content, filename, ...rest);
  const wrapper = Module.wrap(content.charCodeAt(0) === 35 ? content.replace(/^#!.*/, "") : content);
  const key = createHash("sha1").update(filename).update(content).digest("hex");
  const cachedData = known.get(key);
  const script = new vm.Script(wrapper, {
    filename,
    cachedData,
  });
  if (cachedData === undefined || script.cachedDataRejected) changed = true;
  compiled.set(key, { script, cachedData: script.cachedDataRejected ? undefined : cachedData });
  const require = (id) => this.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, this, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, this);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return Reflect.apply(script.runInThisContext(), this.exports, [
    this.exports,
    require,
    this,
    filename,
    path.dirname(filename),
  ]);
};

process.on("exit", () => {
  // Code is taken at the end, when it holds the functions that were really called.
  if (changed) save();
});

function read() {
  const entries = new Map();
  try {
    const bytes = readFileSync(file);
    const headLength = bytes.readUInt32LE(0);
    let offset = 4 + headLength;
    for (const [key, length] of JSON.parse(bytes.toString("utf8", 4, offset))) {
      entries.set(key, bytes.subarray(offset, offset + length));
      offset += length;
    }
  } catch {
    // There is none yet, or it is damaged: everything is compiled anew.
    entries.clear();
  }
  return entries;
}

function save() {
  const entries = [...compiled].map(([key, { script, cachedData }]) => [key, cachedData ?? script.createCachedData()]);
  // What other programs use stays, and what is out of date goes when there is too much of it.
  let room = limit - entries.reduce((sum, [, code]) => sum + code.length, 0);
  for (const [key, code] of known) {
    if (compiled.has(key) || (room -= code.length) < 0) continue;
    entries.push([key, code]);
  }
  const head = Buffer.from(JSON.stringify(entries.map(([key, code]) => [key, code.length])));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, Buffer.concat([length, head, ...entries.map(([, code]) => code)]));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A folder that cannot be written costs time, nothing else.
  }
}
