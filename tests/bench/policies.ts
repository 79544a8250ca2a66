// Measures the rules and the policy pack, and prints tables: part of `npm run bench`. It compares and never asserts.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import "../../preview/start/policies.cjs";
import { Graph } from "../../policies/engine/graph/graph";
import { Unknown as UnknownOfSources } from "../../policies/engine/values/value";
import {
  evaluate,
  readConfiguration,
  Unknown,
  type PropertyMap,
  type ResourceGraph,
  type Value,
} from "../../policies/evaluate";
import { rules } from "../../policies/rules";
import { PackProcess } from "../policies/pack/pack-process";
import { estate } from "./estate";

const root = path.join(__dirname, "..", "..");
const configuration = readConfiguration({});
const repetitions = Number(process.argv[2] ?? 5);
const peerRules = 120;

/** Milliseconds of CPU, which says more than time on a machine that does other things as well. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The estate with unknown values that the compiled policies know, which the preview runs: a class of their own. */
function compiledEstate(resources: number): ResourceGraph {
  const valueOf = (value: Value): Value => {
    if (value instanceof UnknownOfSources) return new Unknown(value.reference);
    if (Array.isArray(value)) return value.map(valueOf);
    return typeof value === "object" && value !== null ? inputsOf(value as PropertyMap) : value;
  };
  const inputsOf = (map: PropertyMap): PropertyMap =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [key, valueOf(value)]));
  const source = estate(resources);
  return { ...source, resources: source.resources.map((each) => ({ ...each, inputs: inputsOf(each.inputs) })) };
}

/** What the rules cost in this process at best, as the preview runs them. */
function evaluation(resources: number) {
  const source = compiledEstate(resources);
  const graph = new Graph(estate(resources));
  const pairs = rules.reduce((sum, { reads }) => sum + new Set(graph.ofType(...Object.keys(reads))).size, 0);
  const runs = Array.from({ length: 6 * repetitions }, () => cpuOf(() => evaluate(source, configuration)));
  const best = Math.min(...runs);
  return {
    "resource and rule": pairs,
    "CPU, best": Math.round(best),
    "μs per resource and rule": Number(((best * 1000) / pairs).toFixed(2)),
    "μs per resource": Math.round((best * 1000) / resources),
  };
}

/** A pack of rules that do nothing: what any pack costs under the engine. */
function peer(folder: string): string {
  const pack = path.join(folder, "peer");
  mkdirSync(pack);
  symlinkSync(path.join(root, "node_modules"), path.join(pack, "node_modules"), "junction");
  writeFileSync(path.join(pack, "package.json"), JSON.stringify({ name: "peer", version: "1.0.0", main: "index.js" }));
  writeFileSync(
    path.join(pack, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");
    const rule = (_, index) =>
      ({ name: "rule-" + index, description: "Nothing.", enforcementLevel: "advisory", validateResource() {} });
    new PolicyPack("peer", { policies: Array.from({ length: ${peerRules} }, rule) });`,
  );
  return pack;
}

/** The CPU of a pack's process until it has said which rules it has, and until it has judged an estate as well. */
async function packCpu(pack: string, folder: string, resources: number): Promise<number> {
  const usages = mkdtempSync(path.join(folder, "usage-"));
  const preload = `--require ${JSON.stringify(path.join(__dirname, "usage.cjs"))}`;
  const running = await PackProcess.start(pack, { ...process.env, BENCH_FOLDER: usages, NODE_OPTIONS: preload });
  await running.info();
  if (resources > 0) await running.judge(estate(resources));
  await running.stopped();
  const texts = readdirSync(usages).map((file) => readFileSync(path.join(usages, file), "utf8"));
  const used = texts.map((text) => JSON.parse(text) as { readonly name: string; readonly cpu: number });
  return used.find(({ name }) => name === "pack")?.cpu ?? NaN;
}

/** Runs of both packs in turns, so that what else the machine does hits both alike. */
async function underTheEngine(): Promise<Record<string, Record<string, number | string>>> {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-packs-"));
  const packs = { "this pack": path.join(root, "policies"), [`${peerRules} empty rules`]: peer(folder) };
  const rows: Record<string, Record<string, number | string>> = {};
  for (const resources of [0, 300]) {
    const best: Record<string, number> = {};
    for (let run = 0; run < repetitions; run++)
      for (const [name, pack] of Object.entries(packs))
        best[name] = Math.min(best[name] ?? Infinity, await packCpu(pack, folder, resources));
    const [own = NaN, other = NaN] = Object.values(best);
    const figures = Object.fromEntries(Object.entries(best).map(([name, cpu]) => [name, Math.round(cpu)]));
    rows[resources === 0 ? "start" : `start and ${resources} resources`] = {
      ...figures,
      ratio: (own / other).toFixed(2),
    };
  }
  rmSync(folder, { recursive: true });
  return rows;
}

async function main(): Promise<void> {
  console.log(`Best of ${6 * repetitions} runs of all rules on Node ${process.versions.node}; ms of CPU.`);
  // The largest first: the others are then measured with warm code as well.
  console.table(Object.fromEntries([4000, 2000, 1000, 500].map((size) => [`${size} resources`, evaluation(size)])));
  console.log(`The pack as the Pulumi engine runs it; ms of CPU, best of ${repetitions} runs.`);
  console.table(await underTheEngine());
}

void main();
