// Measures the offline preview and prints a table: `npm run bench`. It compares and never asserts, because a time says
// more about the machine than about the program. `npm run bench -- 3` repeats each run three times.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");
const repetitions = Number(process.argv[2] ?? 5);

/** Milliseconds, and MiB where a name says memory. */
interface Measurement {
  readonly resources: number;
  readonly load: number;
  readonly run: number;
  readonly judge: number;
  readonly wall: number;
  readonly previewCpu: number;
  readonly programCpu: number;
  readonly previewMemory: number;
  readonly programMemory: number;
}

interface Usage {
  readonly name: string;
  readonly cpu: number;
  readonly memory: number;
}

function measure(args: readonly string[]): Measurement {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
  const report = path.join(folder, "preview-report.json");
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "preview", "start.cjs"), ...args, "--out", report],
    {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        ...process.env,
        BENCH_FOLDER: folder,
        NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, "usage.cjs"))}`,
      },
    },
  );
  const wall = performance.now() - started;
  if (status === null || status > 1) throw new Error(`The preview of ${args.join(" ")} failed: ${stderr}`);
  const { counts, timings } = JSON.parse(readFileSync(report, "utf8")) as {
    readonly counts: { readonly resources: number };
    readonly timings: { readonly load: number; readonly run: number; readonly judge: number };
  };
  const usages = readdirSync(folder)
    .filter((file) => /^\d+\.json$/.test(file))
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Usage);
  rmSync(folder, { recursive: true });
  const of = (name: string): Usage => usages.find((usage) => usage.name === name) ?? { name, cpu: NaN, memory: NaN };
  return {
    resources: counts.resources,
    ...timings,
    wall,
    previewCpu: of("preview").cpu,
    programCpu: of("program").cpu,
    previewMemory: of("preview").memory,
    programMemory: of("program").memory,
  };
}

/** The median of each figure, after a first run that fills the caches. Once is enough for what takes long. */
function repeat(args: readonly string[], times: number): Measurement {
  if (times > 1) measure(args);
  const runs = Array.from({ length: times }, () => measure(args));
  const median = (figure: keyof Measurement): number => {
    const sorted = runs.map((run) => run[figure]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  return {
    resources: median("resources"),
    load: median("load"),
    run: median("run"),
    judge: median("judge"),
    wall: median("wall"),
    previewCpu: median("previewCpu"),
    programCpu: median("programCpu"),
    previewMemory: median("previewMemory"),
    programMemory: median("programMemory"),
  };
}

/** The platform with as many node groups as asked for, each with a launch template: 3 resources. */
function nodeGroups(count: number): readonly string[] {
  const half = Math.ceil(count / 2);
  const group = (name: string) => ({
    name,
    instanceTypes: ["m7g.large", "m6g.large"],
    minSize: 2,
    labels: { pool: name },
  });
  const names = Array.from({ length: count }, (_, index) => group(`group-${index}`));
  // A cluster takes thirty managed groups, so half of them are of the other kind.
  const folder = mkdtempSync(path.join(tmpdir(), "bench-stack-"));
  return stackFile(folder, `groups-${count}`, {
    nodes: { groups: names.slice(0, half), selfManaged: names.slice(half) },
  });
}

/** The platform with as many tenants as asked for, each with two IAM roles and a way out: 18 resources. */
function tenants(count: number): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-stack-"));
  const list = Array.from({ length: count }, (_, index) => ({
    name: `team-${index}`,
    owner: `team-${index}`,
    egress: [{ name: "allow-https", cidrs: ["0.0.0.0/0"], ports: [{ port: 443 }] }],
    access: [
      { roleArn: `arn:aws:iam::111122223333:role/team-${index}`, role: "developer" },
      { roleArn: `arn:aws:iam::111122223333:role/team-${index}-support`, role: "viewer" },
    ],
  }));
  writeFileSync(path.join(folder, "list.json"), JSON.stringify(list));
  // More of them than a stack file may hold.
  return stackFile(folder, `tenants-${count}`, { tenants: path.join(folder, "list.json") });
}

/** A stack file with these rooms beside the ones that every stack needs. */
function stackFile(folder: string, name: string, rooms: object): readonly string[] {
  const platform = {
    tags: { owner: "platform-team", costCenter: "cc-1000", environment: "dev" },
    access: { deployerRoleArn: "arn:aws:iam::111122223333:role/eks-platform-deployer" },
    ...rooms,
  };
  const config = {
    "aws:region": "eu-west-1",
    "aws:allowedAccountIds": ["111122223333"],
    ...Object.fromEntries(Object.entries(platform).map(([room, value]) => [`eks-platform:${room}`, value as unknown])),
  };
  const file = path.join(folder, `${name}.yaml`);
  writeFileSync(file, JSON.stringify({ config }));
  return [file];
}

/** The platform with as many Karpenter pools as asked for, of one node class: one resource each. */
function pools(count: number): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-stack-"));
  const config = {
    "aws:region": "eu-west-1",
    "aws:allowedAccountIds": ["111122223333"],
    "eks-platform:tags": { owner: "platform-team", costCenter: "cc-1000", environment: "dev" },
    "eks-platform:access": { deployerRoleArn: "arn:aws:iam::111122223333:role/eks-platform-deployer" },
    "eks-platform:nodes": {
      groups: [{ name: "system", instanceTypes: ["m7g.large"], minSize: 2, maxSize: 2 }],
      karpenter: {
        pools: Array.from({ length: count }, (_, index) => ({
          name: `pool-${index}`,
          instances: { categories: ["c", "m", "r"], capacityTypes: ["spot", "on-demand"] },
          limits: { cpu: "100" },
          taints: [{ key: "example.com/pool", value: `pool-${index}`, effect: "NoSchedule" }],
        })),
      },
    },
  };
  const file = path.join(folder, `pools-${count}.yaml`);
  writeFileSync(file, JSON.stringify({ config }));
  return [file];
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ["dev", ["dev"]],
  ["prod", ["prod"]],
  ["10 node groups", nodeGroups(10)],
  ["50 node groups", nodeGroups(50)],
  ["10 tenants", tenants(10)],
  ["100 tenants", tenants(100)],
  ["1000 tenants", tenants(1000)],
  ["10 node pools", pools(10)],
  ["50 node pools", pools(50)],
];
const measured = cases.map(([name, args]) => [name, repeat(args, name === "1000 tenants" ? 1 : repetitions)] as const);
const base = measured.find(([name]) => name === "prod")?.[1];

console.log(`Median of ${repetitions} runs on Node ${process.versions.node}; ms of wall time, ms of CPU, MiB.`);
console.table(
  Object.fromEntries(
    measured.map(([name, m]) => {
      const cpu = m.previewCpu + m.programCpu;
      return [
        name,
        {
          resources: m.resources,
          "load program": Math.round(m.load),
          "run program": Math.round(m.run),
          judge: Math.round(m.judge),
          wall: Math.round(m.wall),
          "CPU preview": Math.round(m.previewCpu),
          "CPU program": Math.round(m.programCpu),
          "CPU / prod": base && (cpu / (base.previewCpu + base.programCpu)).toFixed(2),
          "CPU / resource": (cpu / m.resources).toFixed(2),
          "MiB preview": Math.round(m.previewMemory),
          "MiB program": Math.round(m.programMemory),
        },
      ];
    }),
  ),
);
