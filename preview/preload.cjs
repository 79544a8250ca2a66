// Preloaded into every Node process of ours: the program (Pulumi.yaml, nodeargs), the policy pack and the preview.
// It lets Node read TypeScript and start fast. Plain JavaScript, because it runs before anything else can.
"use strict";
require("./start/resolved-paths.cjs");
require("./start/compile-cache.cjs");
require("./start/typescript.cjs");
require("./start/source-maps.cjs");
require("./start/pulumi.cjs");
