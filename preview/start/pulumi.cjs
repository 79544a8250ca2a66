// Makes @pulumi/pulumi start and run faster without changing what a program does. Holds for the real engine as well.
"use strict";
const { isLoading, loadLazily, loadNamespacesLazily, patch, replace } = require("./modules.cjs");

// Needed only to serialize functions, which no program of ours does: together more than a second of loading.
loadLazily("typescript");
loadLazily("typescript-shim");
loadLazily("arborist");
// This one opens a debugger session to learn where functions stand. It learns of those before it as well.
loadLazily("v8Hooks", { known: { isInitializedAsync: () => Promise.resolve() } });

// The Automation API, resource providers, manifests in YAML, files by pattern, and packages around functions.
loadLazily("automation", { from: "@pulumi/pulumi/index.js" });
loadLazily("provider", { from: "@pulumi/pulumi/index.js" });
for (const name of ["js-yaml", "semver", "glob", "fdir", "upath", "normalize-package-data"]) loadLazily(name);

// Messages of zod in sixty languages.
loadLazily("locales/index.cjs");

// Tracing is a third of all that is loaded, and asked for by an argument. A span that nobody sees does nothing.
if (!process.argv.some((argument, index) => /^--tracing(=.|$)/.test(argument) && process.argv[index + 1] !== "")) {
  const ignored = () => undefined;
  const span = { end: ignored, addEvent: ignored, setAttribute: ignored };
  loadLazily("tracing", { known: { newSpan: () => span } });
  // Where the engine itself is traced, each call carries the context of its span.
  if (!process.env.TRACEPARENT) {
    loadLazily("api");
    patch("settings", (settings) => {
      if (settings.grpcClientOptions === undefined) return false;
      settings.grpcClientOptions.interceptors = [];
      return true;
    });
  }
}

// A program uses a few of the hundreds of services.
const packages = new Map(["aws", "kubernetes"].map((name) => [name, loadNamespacesLazily(name)]));

// Each service also says how its resources are made from references to them, which outputs of others may hold.
class ResourceModules extends Map {
  get(key) {
    if (!this.has(key) && !isLoading()) packages.get(key.split(":")[0])?.();
    return super.get(key);
  }
}
patch("state", (state) => {
  const original = state.getResourceModules;
  if (original === undefined) return false;
  const stores = new WeakMap();
  state.getResourceModules = () => {
    const plain = original();
    if (!stores.has(plain)) stores.set(plain, new ResourceModules(plain));
    return stores.get(plain);
  };
  return true;
});

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
