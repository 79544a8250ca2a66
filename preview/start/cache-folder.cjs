// Where what is derived from sources is kept. Removing the folder is always safe.
"use strict";
const path = require("node:path");

exports.cacheFolder = path.join(__dirname, "..", "..", "node_modules", ".cache", "preview");
