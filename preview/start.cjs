// Entry of `npm run preview`: plain JavaScript, so that Node needs no flags for TypeScript.
"use strict";
require("./preload.cjs");
require("./start/policies.cjs");
// As for the program: what runs once is not worth optimizing.
require("node:v8").setFlagsFromString("--interrupt-budget=4000000");
require("./launch")
  .launch(process.argv.slice(2))
  .then((launched) => require("./main").main(launched));
