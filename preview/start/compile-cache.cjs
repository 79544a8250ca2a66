// Keeps V8's compiled code between runs. Node does it itself from 22.1; for Node 20 this does the same.
"use strict";
const Module = require("node:module");
const path = require("node:path");
const { cacheFolder } = require("./cache-folder.cjs");

if (typeof Module.enableCompileCache === "function") {
  Module.enableCompileCache(path.join(cacheFolder, "v8"));
} else {
  require("./code-cache.cjs");
}
