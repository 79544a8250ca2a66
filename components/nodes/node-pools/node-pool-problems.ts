import { cronProblem } from "./cron";
import { secondsOf } from "./duration";
import type { DisruptionBudget, InstanceRequirements, NodePoolSettings } from "./node-pool-settings";
import type { Provisioner } from "./requirements";

/** A mistake in the settings of a pool: where, and a sentence with what to write instead. */
export interface PoolProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** EKS ends the nodes of Auto Mode at this age, whatever their pool says. */
const oldestAutoModeNodeHours = 504;

/**
 * Everything that keeps settings from becoming a pool whose nodes come and go as meant.
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export function nodePoolProblems(settings: NodePoolSettings, provisioner: Provisioner): readonly PoolProblem[] {
  const { weight, disruption: { consolidateAfter, budgets = [] } = {} } = settings;
  return [
    ...instanceProblems(settings.instances),
    ...limitProblems(settings),
    ...(weight === undefined || (Number.isInteger(weight) && weight >= 1 && weight <= 100)
      ? []
      : [problem(["weight"], `${String(weight)} is no whole number from 1 to 100; write one, or leave it out.`)]),
    ...lifetimeProblems(settings, provisioner),
    ...(consolidateAfter === undefined || consolidateAfter === "Never" || secondsOf(consolidateAfter) !== undefined
      ? []
      : [
          problem(
            ["disruption", "consolidateAfter"],
            `"${consolidateAfter}" is no duration; write hours, minutes and seconds such as "5m", or "Never".`,
          ),
        ]),
    ...budgets.flatMap((budget, index) => budgetProblems(budget, ["disruption", "budgets", index])),
  ];
}

function problem(path: PoolProblem["path"], message: string): PoolProblem {
  return { path, message };
}

function instanceProblems({ categories, families, types, cpu, memoryGiB }: InstanceRequirements): PoolProblem[] {
  const chosen = [categories, families, types].some((list) => list !== undefined && list.length > 0);
  return [
    ...(chosen
      ? []
      : [
          problem(
            ["instances"],
            'names neither "categories" nor "families" nor "types", so that the pool would take any instance, GPUs and bare metal too; write, for example, categories: [c, m, r].',
          ),
        ]),
    ...Object.entries({ cpu, memoryGiB }).flatMap(([field, range]) =>
      range?.min !== undefined && range.max !== undefined && range.min > range.max
        ? [
            problem(
              ["instances", field, "min"],
              `${String(range.min)} is greater than ${String(range.max)} of "max"; write at most ${String(range.max)}.`,
            ),
          ]
        : [],
    ),
  ];
}

function limitProblems({ limits: { cpu, memory } }: NodePoolSettings): PoolProblem[] {
  if (cpu !== undefined || memory !== undefined) return [];
  return [
    problem(
      ["limits"],
      'has neither "cpu" nor "memory", so that a runaway workload becomes a bill; write the most that the pool may grow to, such as cpu: "200".',
    ),
  ];
}

function lifetimeProblems(settings: NodePoolSettings, provisioner: Provisioner): PoolProblem[] {
  const { expireAfter, terminationGracePeriod } = settings;
  const problems: PoolProblem[] = [];
  const seconds = expireAfter === undefined ? undefined : secondsOf(expireAfter);
  if (expireAfter === "Never")
    problems.push(
      problem(
        ["expireAfter"],
        '"Never" keeps nodes on the image they were born with; write 720h or less, such as "336h".',
      ),
    );
  else if (expireAfter !== undefined && seconds === undefined)
    problems.push(
      problem(["expireAfter"], `"${expireAfter}" is no duration (there are no days); write hours, such as "720h".`),
    );
  if (provisioner === "auto-mode" && seconds !== undefined && seconds > oldestAutoModeNodeHours * 3600)
    problems.push(
      problem(
        ["expireAfter"],
        `"${String(expireAfter)}" is more than the ${String(oldestAutoModeNodeHours)}h after which EKS ends nodes of Auto Mode; write at most "${String(oldestAutoModeNodeHours)}h".`,
      ),
    );
  if (terminationGracePeriod !== undefined && secondsOf(terminationGracePeriod) === undefined)
    problems.push(
      problem(
        ["terminationGracePeriod"],
        `"${terminationGracePeriod}" is no duration (there are no days); write hours and minutes, such as "24h".`,
      ),
    );
  return problems;
}

function budgetProblems({ nodes, schedule, duration }: DisruptionBudget, path: PoolProblem["path"]): PoolProblem[] {
  const problems: PoolProblem[] = [];
  if (!/^((100|[0-9]{1,2})%|[0-9]+)$/.test(nodes))
    problems.push(
      problem([...path, "nodes"], `"${nodes}" is neither a number nor a percentage; write, for example, "10%".`),
    );
  if (schedule !== undefined && duration === undefined)
    problems.push(
      problem(
        [...path, "schedule"],
        `"${schedule}" says when the budget begins, and no "duration" when it ends; add one such as "8h", or leave the schedule out.`,
      ),
    );
  if (schedule === undefined && duration !== undefined)
    problems.push(
      problem(
        [...path, "duration"],
        `"${duration}" says how long the budget holds, and no "schedule" from when; add one such as "0 8 * * mon-fri", or leave the duration out.`,
      ),
    );
  const cron = schedule === undefined ? undefined : cronProblem(schedule);
  if (cron !== undefined)
    problems.push(
      problem([...path, "schedule"], `"${String(schedule)}" ${cron}; write, for example, "0 8 * * mon-fri" (UTC).`),
    );
  // The API takes no seconds here, since schedules have none.
  if (duration !== undefined && !/^([0-9]+(h|m)|[0-9]+h[0-9]+m)$/.test(duration))
    problems.push(
      problem([...path, "duration"], `"${duration}" is no duration of hours and minutes; write, for example, "8h".`),
    );
  return problems;
}

/**
 * Pools that run dry together with the spot market, one sentence each: they take spot only, and no pool with the same
 * taints takes anything else. It is allowed, since some work can wait.
 */
export function spotOnlyNotes(pools: readonly NodePoolSettings[]): readonly string[] {
  const spotOnly = ({ instances }: NodePoolSettings) =>
    (instances.capacityTypes ?? ["on-demand"]).every((capacity) => capacity === "spot");
  const admitted = ({ taints = [] }: NodePoolSettings) =>
    JSON.stringify(taints.map(({ key, value = "", effect }) => [key, value, effect]).sort());
  return pools
    .filter((pool) => spotOnly(pool) && !pools.some((other) => !spotOnly(other) && admitted(other) === admitted(pool)))
    .map(
      ({ name }) =>
        `Node pool "${name}" takes spot instances only, and no pool with its taints takes others: when the market has none, its pods wait. Add "on-demand" to its capacityTypes, or a second pool of lower weight, unless that is meant.`,
    );
}
