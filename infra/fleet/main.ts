import { availableParallelism } from "node:os";
import path from "node:path";
import { Command, CommanderError, Option } from "commander";
import { FleetError, readFleet, type Fleet, type FleetStack, type Wave } from "./fleet-file";
import { previewOffline } from "./offline-preview";
import { operatorManifests } from "./operator-manifests";
import { progress } from "./progress";
import { policiesOf } from "./stack-policies";
import { table } from "./table";
import { planUpgrade } from "./upgrade-plan";
import { runWaves, type Outcome, type Row } from "./waves";

interface Options {
  readonly file: string;
  readonly cwd: string;
  readonly wave: readonly string[];
  readonly concurrency?: number;
  readonly stopOnFailure: boolean;
  readonly live?: boolean;
  readonly refresh?: boolean;
  readonly to?: string;
  readonly details?: boolean;
}

type Perform = (stack: FleetStack) => Promise<Outcome>;

/** Exit codes: all stacks succeeded, one failed, the command or the fleet file is wrong. */
const exitCode = { clean: 0, failed: 1, usage: 2 } as const;

const command = new Command("fleet")
  .description("Works on many stacks, in the waves of a fleet file.")
  .exitOverride()
  .configureOutput({ writeErr: () => undefined });

for (const [name, description] of [
  ["preview", "preview every stack and judge it by the policies, offline unless --live"],
  ["up", "preview and update the stacks, wave by wave"],
  ["upgrade-plan", "plan the upgrade of every stack's Kubernetes"],
  ["manifests", "print the fleet for the Pulumi Kubernetes Operator"],
] as const) {
  const sub = command
    .command(name)
    .description(description)
    .option("-f, --file <file>", "the fleet file", "fleet.yaml")
    .option("-C, --cwd <folder>", "folder of Pulumi.yaml", ".");
  if (name !== "manifests")
    sub
      .addOption(new Option("--wave <name>", "work on this wave alone; may be repeated").argParser(collect).default([]))
      .addOption(new Option("--concurrency <stacks>", "stacks at once, instead of the file's number").argParser(Number))
      .option("--stop-on-failure", "start nothing more after the first failure", false)
      .option("--details", "print what each stack's command printed");
  if (name === "preview") sub.option("--live", "ask the account and the state, through the Pulumi CLI");
  if (name === "preview" || name === "up") sub.option("--refresh", "bring the state up to date first");
  if (name === "upgrade-plan") sub.option("--to <minor>", "the minor; default what each stack's channel says");
  sub.action(async (options: Options) => {
    await work(name, options);
  });
}

async function work(name: "preview" | "up" | "upgrade-plan" | "manifests", options: Options): Promise<void> {
  const directory = path.resolve(options.cwd);
  const fleet = readFleet(path.resolve(directory, options.file));
  if (name === "manifests") {
    const relative = (stack: FleetStack): string =>
      path.relative(directory, policiesOf(stack, directory)).replaceAll("\\", "/");
    process.stdout.write(operatorManifests(fleet, relative));
    return;
  }
  const rows = await runWaves(
    wavesOf(fleet, options.wave),
    {
      concurrency: concurrencyOf(fleet, name === "up" || options.live === true, options.concurrency),
      stopOnFailure: options.stopOnFailure,
      acrossFailures: name !== "up",
      observe: progress(process.stderr),
    },
    await performer(name, fleet, directory, options),
  );
  process.stdout.write(`${options.details === true ? details(rows) : failures(rows)}${table(rows)}\n`);
  process.exitCode = rows.every(({ state }) => state === "succeeded") ? exitCode.clean : exitCode.failed;
}

async function performer(
  name: "preview" | "up" | "upgrade-plan",
  fleet: Fleet,
  directory: string,
  { live = false, refresh = false, to }: Options,
): Promise<Perform> {
  if (name === "upgrade-plan") return ({ stack }) => planUpgrade(stack, directory, to);
  if (name === "preview" && !live) return (member) => previewOffline(member, directory);
  // The Automation API is slow to load, and what works offline needs none of it.
  const { workLive } = await import("./live-stack");
  return (stack) => workLive(fleet, stack, { directory, update: name === "up", refresh });
}

/** Offline, cores are what is scarce; online, the account's limits are. */
function concurrencyOf(fleet: Fleet, live: boolean, given: number | undefined): number {
  if (given === undefined) return live ? fleet.concurrency : availableParallelism();
  if (Number.isInteger(given) && given >= 1) return given;
  throw new FleetError(
    `--concurrency: the number of stacks at once has to be 1 or more; write, for example, ${fleet.concurrency}.`,
  );
}

function wavesOf(fleet: Fleet, names: readonly string[]): readonly Wave[] {
  const unknown = names.filter((name) => !fleet.waves.some((wave) => wave.name === name));
  if (unknown.length > 0)
    throw new FleetError(
      `--wave: there is no wave ${unknown.map((name) => `"${name}"`).join(", ")}; write one of ${fleet.waves.map(({ name }) => `"${name}"`).join(", ")}.`,
    );
  return names.length === 0 ? fleet.waves : fleet.waves.filter(({ name }) => names.includes(name));
}

function details(rows: readonly Row[]): string {
  return rows.map(({ stack, details = "" }) => `== ${stack}\n${details.trimEnd()}\n\n`).join("");
}

function failures(rows: readonly Row[]): string {
  return details(rows.filter(({ state, details }) => state === "failed" && details !== undefined));
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

command.parseAsync(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  const known = error instanceof FleetError || error instanceof CommanderError;
  const text = known ? error.message.replace(/^error: /, "") : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? ""}\n`);
  process.exitCode = known ? exitCode.usage : exitCode.failed;
});
