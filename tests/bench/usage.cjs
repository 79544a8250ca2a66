// Preloaded into every process of a measured run: writes at its end what it used.
"use strict";
const { writeFileSync } = require("node:fs");
const path = require("node:path");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const name = path.basename(path.dirname(process.argv[1] ?? "")) === "run" ? "program" : "preview";
  const usage = { name, cpu: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(path.join(process.env.BENCH_FOLDER, `${process.pid}.json`), JSON.stringify(usage));
});
