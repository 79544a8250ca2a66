// Changes what the SDKs of Pulumi and zod load. One hook for all changes: it runs at each require.
"use strict";
const Module = require("node:module");
const path = require("node:path");

const load = Module._load;
const changing = /[\\/](@pulumi|zod)[\\/]/;
const lazy = new Map();
const faces = new Map();
const replacements = new Map();
const patches = new Map();
// What a face of a package uses itself.
const used = new Set(["provider", "utilities"]);
let depth = 0;

Module._load = function (request, parent, isMain) {
  const asking = changing.test(parent?.filename) ? parent.filename : undefined;
  const get = () => {
    depth += 1;
    try {
      return load.call(this, request, parent, isMain);
    } finally {
      depth -= 1;
    }
  };
  return asking === undefined ? get() : changed(request, asking, get);
};

function changed(request, asking, get) {
  if (replacements.has(request)) return replacements.get(request);
  const [name] = /[^/]*(\/index\.cjs)?$/.exec(request);
  const { known, from } = lazy.get(name) ?? {};
  if (known !== undefined && asking.endsWith(from)) return whenUsed(get, known);
  for (const [face, namespaces] of faces) {
    if (asking.endsWith(face) && /^\.\/\w+$/.test(request) && !used.has(name)) return namespaces.add(get);
  }
  const loaded = get();
  // A module that is still loading, in a cycle, has not all of its exports yet: it comes by again.
  if (patches.get(name)?.apply(loaded)) patches.delete(name);
  return loaded;
}

function whenUsed(load, known) {
  let loaded;
  const get = () => (loaded ??= load());
  return new Proxy(
    function lazily() {
      return loaded;
    },
    {
      get: (_, key) => (Object.hasOwn(known, key) ? known[key] : get()[key]),
      apply: (_, self, args) => Reflect.apply(get(), self, args),
      construct: (_, args) => Reflect.construct(get(), args),
    },
  );
}

/** Modules that are loaded when they are used, or all together. */
class Namespaces {
  #waiting = [];

  add(get) {
    let loaded;
    const once = () => (loaded ??= get());
    this.#waiting.push(once);
    return whenUsed(once, { __esModule: true });
  }

  loadAll() {
    for (const get of this.#waiting.splice(0)) get();
  }
}

/**
 * Loads the module of this name only when something of it is used, other than the members that are given here, for
 * those who ask from files whose path ends so.
 */
exports.loadLazily = (name, { known = {}, from = "" } = {}) => {
  // Interoperability code asks for the mark first, and would copy every member of what has none.
  lazy.set(name, { known: { __esModule: true, ...known }, from: from === "" ? "" : path.normalize(from) });
};

/** Loads what the face of this package of @pulumi is made of only when it is used. Returns what loads the rest at once. */
exports.loadNamespacesLazily = (name) => {
  const namespaces = new Namespaces();
  faces.set(path.sep + path.join("@pulumi", name, "index.js"), namespaces);
  return () => {
    namespaces.loadAll();
  };
};

/** Whether a module is being loaded right now. */
exports.isLoading = () => depth > 0;

/** Gives this value for the request. */
exports.replace = (request, value) => {
  replacements.set(request, value);
};

/** Calls `apply` with the exports of the module of this name until it returns true. */
exports.patch = (name, apply) => {
  patches.set(name, { apply });
};
