// Entry of `npm run capacity`: plain JavaScript, so that Node needs no flags for TypeScript.
"use strict";
require("../../preview/preload.cjs");
require("./main").main(process.argv.slice(2));
