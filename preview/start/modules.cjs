// Changes what @pulumi/pulumi loads, by the last part of the request. One hook for all changes: it runs at each require.
"use strict";
const Module = require("node:module");
const path = require("node:path");

const load = Module._load;
const lazy = new Map();
const replacements = new Map();
const patches = new Map();

Module._load = function (request, parent, isMain) {
  const name = request.slice(request.lastIndexOf("/") + 1);
  const known = replacements.has(request) || lazy.has(name) || patches.has(name);
  if (!known || !parent?.filename?.includes(`${path.sep}@pulumi${path.sep}`)) {
    return load.call(this, request, parent, isMain);
  }
  if (replacements.has(request)) return replacements.get(request);
  if (lazy.has(name)) return whenUsed(() => load.call(this, request, parent, isMain), lazy.get(name));
  const loaded = load.call(this, request, parent, isMain);
  const patch = patches.get(name);
  // A module that is still loading, in a cycle, has not all of its exports yet: it comes by again.
  if (patch.apply(loaded)) patches.delete(name);
  return loaded;
};

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

/** Loads the module of this name only when something of it is used, other than the members that are given here. */
exports.loadLazily = (name, known = {}) => {
  // Interoperability code asks for this first, and would copy every member of what says no.
  lazy.set(name, { __esModule: true, ...known });
};

/** Gives this value for the request. */
exports.replace = (request, value) => {
  replacements.set(request, value);
};

/** Calls `apply` with the exports of the module of this name until it returns true. */
exports.patch = (name, apply) => {
  patches.set(name, { apply });
};
