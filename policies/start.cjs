// Entry of the pack, plain JavaScript: a compiler that checks types would cost seconds at every start.
"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");

// Optimizing what runs a few hundred times costs more than it saves: a pack judges one stack, and ends.
require("node:v8").setFlagsFromString("--interrupt-budget=1000000");

// The SDK takes the version of the pack from package.json in the working directory, which may be the judged program's.
process.chdir(__dirname);

require("./lazy-sdk.cjs");

// The package has the compiled pack alone, and needs no compiler. In the repository the sources are what counts.
const isPackage = !existsSync(path.join(__dirname, "index.ts"));
require(isPackage ? "./compiled/index.cjs" : require("./compile.cjs").compileIfChanged());
