// Leaves unloaded what Pulumi's SDK has for programs, and no policy pack uses: a third of what starting the pack costs.
// And what few resources need, until one of them comes.
"use strict";
const Module = require("node:module");
const path = require("node:path");

// By the file that asks and what it asks for: the Automation API and resource providers, packages around functions,
// tracing of programs, and zod's messages in sixty languages. Then what reads manifests, address ranges and misspelt names.
const unused = [
  /@pulumi\/pulumi\/index\.js \.\/(automation|provider)$/,
  /@pulumi\/pulumi\/.* @npmcli\/arborist$/,
  /@pulumi\/pulumi\/.*\.\/tracing$/,
  /\/zod\/.*\/locales\/index\.cjs$/,
  /\/compiled\/index\.cjs (yaml|ip-address|fastest-levenshtein)$/,
];

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const get = () => load.call(this, request, parent, isMain);
  const asked = `${(parent?.filename ?? "").replaceAll(path.sep, "/")} ${request}`;
  return unused.some((pattern) => pattern.test(asked)) ? whenUsed(get) : get();
};

/** The module, loaded when something of it is used. */
function whenUsed(get) {
  let loaded;
  // Interoperability code asks for the mark first, and would copy every member of what has none.
  return new Proxy({}, { get: (_, key) => (key === "__esModule" ? true : (loaded ??= get())[key]) });
}
