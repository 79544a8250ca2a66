import { spawnSync } from "node:child_process";
import path from "node:path";
import { findPulumiCli, pulumiCliVariable } from "./toolchain/pulumi-cli";

/** `npm run test:engine`: finds or builds the Pulumi CLI, says which it is, and runs the specs of the engine with it. */
function main(): number {
  try {
    const cli = findPulumiCli((line) => {
      console.log(line);
    });
    console.log(`Running ${cli.origin}.`);
    const mocha = require.resolve("mocha/bin/mocha.js");
    const config = path.join(__dirname, ".mocharc.json");
    const { status } = spawnSync(process.execPath, [mocha, "--config", config, ...process.argv.slice(2)], {
      stdio: "inherit",
      env: { ...process.env, [pulumiCliVariable]: cli.executable },
    });
    return status ?? 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exitCode = main();
