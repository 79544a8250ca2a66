// Entry of `npm run preview`: plain JavaScript, so that Node needs no flags for TypeScript.
"use strict";
require("./preload.cjs");
require("./launch")
  .launch(process.argv.slice(2))
  .then((launched) => require("./main").main(launched));
