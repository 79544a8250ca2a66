// Preloaded into the program by the offline preview alone.
"use strict";
require("../preload.cjs");
const { pathToFileURL } = require("node:url");
const { patch } = require("./modules.cjs");

// Debug messages, four for each resource, would each be a call over gRPC that nobody shows.
patch("log", (log) => {
  if (log.debug === undefined) return false;
  log.debug = () => Promise.resolve();
  return true;
});

// Each resource says where it was made. The one frame that is shown is enough, as it stands: the preview maps it.
patch("resource", ({ Resource }) => {
  if (Resource?.stackTrace === undefined) return false;
  Resource.stackTrace = (skip) => {
    const { prepareStackTrace, stackTraceLimit } = Error;
    Error.stackTraceLimit = skip + 1;
    Error.prepareStackTrace = (_, sites) => sites;
    const site = new Error().stack[skip];
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
    const file = site?.getFileName();
    if (!file?.startsWith("/") && !/^[A-Z]:/i.test(file ?? "")) return [];
    return [{ uri: pathToFileURL(file).toString(), line: site.getLineNumber(), column: site.getColumnNumber() }];
  };
  return true;
});
