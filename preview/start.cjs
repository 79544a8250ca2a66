// Entry of `npm run preview`: plain JavaScript, so that Node needs no flags for TypeScript.
"use strict";
require("tsx/cjs");
require("./main").main(process.argv.slice(2));
