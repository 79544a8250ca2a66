// Measures the offline preview of a fleet: time and the memory of all processes together, for 10 and for 50
// stacks like dev. Part of `npm run bench`. Memory is read from /proc, so it says something on Linux alone.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");

/** A project like this one, with so many stacks. */
function project(stacks: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "fleet-"));
  for (const entry of readdirSync(root))
    if (!/^(\.|Pulumi\.(dev|prod)\.yaml$)/.test(entry)) symlinkSync(path.join(root, entry), path.join(folder, entry));
  const dev = readFileSync(path.join(root, "Pulumi.dev.yaml"), "utf8");
  const names = Array.from({ length: stacks }, (_, index) => `s${index + 1}`);
  for (const name of names) writeFileSync(path.join(folder, `Pulumi.${name}.yaml`), dev);
  const waves = [{ name: "all", stacks: names.map((stack) => ({ stack, policies: "policies/config/dev.json" })) }];
  writeFileSync(path.join(folder, "fleet.yaml"), JSON.stringify({ backend: "https://api.pulumi.com", waves }));
  return folder;
}

/** In KiB, of a process and all that it started. */
function memoryOf(process: number): number {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(processes.map((id) => [id, field(id, "PPid")]));
  const belongs = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === process || belongs(parents.get(id)));
  return processes.filter(belongs).reduce((sum, id) => sum + field(id, "VmRSS"), 0);
}

function field(id: number, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

async function measure(stacks: number): Promise<string> {
  const folder = project(stacks);
  const started = performance.now();
  const main = path.join(root, "infra", "fleet", "main.ts");
  const preload = path.join(root, "preview", "preload.cjs");
  const child = spawn(process.execPath, ["--require", preload, main, "preview", "-C", folder], { stdio: "ignore" });
  let most = 0;
  const sampling = setInterval(() => (most = Math.max(most, memoryOf(child.pid ?? 0))), 100);
  const [code] = (await once(child, "close")) as [number];
  clearInterval(sampling);
  rmSync(folder, { recursive: true });
  if (code !== 0) throw new Error(`The preview of ${stacks} stacks ended with ${code}.`);
  const seconds = (performance.now() - started) / 1000;
  return `${stacks} stacks: ${seconds.toFixed(1)} s, ${(seconds / stacks).toFixed(2)} s each, at most ${Math.round(most / 1024)} MiB in all processes`;
}

void (async () => {
  for (const stacks of [10, 50]) console.log(await measure(stacks));
})();
