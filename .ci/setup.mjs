// Installs the dependencies when they are missing or older than the lock file, so that each command of the README works
// on a fresh clone. Plain JavaScript without imports from outside Node: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname));
const installed = path.join(root, "node_modules", ".package-lock.json");
const wanted = path.join(root, "package-lock.json");

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  process.stderr.write("Installing dependencies (once) ...\n");
  // Scripts of packages are not run: none is needed, and some would download Pulumi plugins, which only the CLI uses.
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
