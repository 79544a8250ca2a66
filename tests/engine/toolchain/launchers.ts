import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const room = path.join(__dirname, "..");

/** Executables by the names that the engine looks for, and what each of them runs. */
const launched = {
  "pulumi-resource-aws": [path.join(room, "provider", "main.ts"), "aws"],
  "pulumi-resource-kubernetes": [path.join(room, "provider", "main.ts"), "kubernetes"],
  "pulumi-resource-eks": [path.join(room, "provider", "eks", "main.ts")],
  "pulumi-language-nodejs": [path.join(room, "toolchain", "language-host.ts")],
} as const;

/** Writes shell launchers of the stand-ins into a folder, which the engine is then given on PATH. */
export function writeLaunchers(folder: string, withLanguageHost: boolean): void {
  mkdirSync(folder, { recursive: true });
  const tsx = require.resolve("tsx/cjs");
  for (const [name, command] of Object.entries(launched)) {
    if (name === "pulumi-language-nodejs" && !withLanguageHost) continue;
    const words = [process.execPath, "--require", tsx, ...command].map((word) => `'${word}'`);
    writeFileSync(path.join(folder, name), `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, { mode: 0o755 });
  }
}
