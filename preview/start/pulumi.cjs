// Makes @pulumi/pulumi start and run faster without changing what a program does. Holds for the real engine as well.
"use strict";
const { loadLazily, patch, replace } = require("./modules.cjs");

// Needed only to serialize functions, which no program of ours does: together more than a second of loading.
loadLazily("typescript");
loadLazily("typescript-shim");
loadLazily("arborist");
// This one opens a debugger session to learn where functions stand. It learns of those before it as well.
loadLazily("v8Hooks", { isInitializedAsync: () => Promise.resolve() });

// Source maps are ours to read: see source-maps.cjs.
replace("source-map-support/register", {});

// A stack trace for every promise serves a debugging aid only, and takes half of a large program's time. Errors keep theirs.
if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) {
  patch("debuggable", (debuggable) => {
    const original = debuggable.debuggablePromise;
    if (original === undefined) return false;
    debuggable.debuggablePromise = (promise, context) => {
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 0;
      try {
        return original(promise, context);
      } finally {
        Error.stackTraceLimit = limit;
      }
    };
    return true;
  });
}
