import assert from "node:assert/strict";
import { runWaves, type Outcome, type WaveOptions } from "../../../infra/fleet/waves";

const wave = (name: string, ...stacks: readonly string[]) => ({ name, stacks: stacks.map((stack) => ({ stack })) });
const fine: Outcome = { succeeded: true, summary: "" };

const options: WaveOptions = {
  concurrency: 2,
  stopOnFailure: false,
  acrossFailures: false,
  observe: () => undefined,
};

/** Runs with stacks that fail by name, and says how each ended and in which order they began. */
async function run(
  waves: readonly ReturnType<typeof wave>[],
  failing: readonly string[],
  changes: Partial<WaveOptions> = {},
) {
  const began: string[] = [];
  let [running, most] = [0, 0];
  const rows = await runWaves(waves, { ...options, ...changes }, async ({ stack }) => {
    began.push(stack);
    most = Math.max(most, (running += 1));
    await new Promise(setImmediate);
    running -= 1;
    if (failing.includes(stack)) throw new Error(`${stack} is broken\nin two lines`);
    return fine;
  });
  return { rows, began, most, states: Object.fromEntries(rows.map(({ stack, state }) => [stack, state])) };
}

describe("runWaves", () => {
  it("finishes a wave before the next begins, with no more stacks at once than allowed", async () => {
    const { began, most } = await run([wave("one", "a", "b", "c"), wave("two", "d")], []);
    assert.deepEqual(began, ["a", "b", "c", "d"]);
    assert.equal(most, 2);
  });

  it("lets the others of a wave end after a failure, and starts no further wave", async () => {
    const { states } = await run([wave("one", "a", "b", "c"), wave("two", "d")], ["a"]);
    assert.deepEqual(states, { a: "failed", b: "succeeded", c: "succeeded", d: "skipped" });
  });

  it("starts nothing more after the first failure where that is asked for", async () => {
    const { states } = await run([wave("one", "a", "b", "c")], ["a"], { stopOnFailure: true });
    assert.deepEqual(states, { a: "failed", b: "succeeded", c: "skipped" });
  });

  it("goes on across failures where nothing is changed", async () => {
    const { states } = await run([wave("one", "a"), wave("two", "b")], ["a"], { acrossFailures: true });
    assert.deepEqual(states, { a: "failed", b: "succeeded" });
  });

  it("tells what was thrown in a line, and in full", async () => {
    const { rows } = await run([wave("one", "a")], ["a"]);
    assert.deepEqual([rows[0]?.summary, rows[0]?.details], ["a is broken", "a is broken\nin two lines"]);
  });
});
