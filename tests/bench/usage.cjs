// Preloaded into every process of a measured run: writes at its end what it used.
"use strict";
const { writeFileSync } = require("node:fs");
const path = require("node:path");

// A policy pack runs until it is told to stop.
process.on("SIGTERM", () => process.exit());
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const folder = path.basename(path.dirname(process.argv[1] ?? ""));
  const name = { run: "program", "run-policy-pack": "pack" }[folder] ?? "preview";
  const usage = { name, cpu: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(path.join(process.env.BENCH_FOLDER, `${process.pid}.json`), JSON.stringify(usage));
});
