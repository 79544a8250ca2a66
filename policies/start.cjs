// Pulumi's runner registers a TypeScript compiler that checks types at every start, for seconds. The later hook wins:
// tsx only strips them.
require("tsx/cjs");
require("./index.ts");
