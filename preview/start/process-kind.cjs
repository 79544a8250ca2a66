// What a process is for, by the script that it was started with. Each kind loads other modules, and has caches of its own.
"use strict";
const path = require("node:path");

const script = process.argv[1] ?? "";

exports.processKind = `${path.basename(path.dirname(script))}-${path.basename(script)}`;
