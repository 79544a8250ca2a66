import type { StackUnderTest } from "../stack/stack-under-test";
import type { FaultKind, CreationFaults } from "./fault";
import { recover } from "./recovery";
import { missingIn, orphansIn, stateOf } from "./state";

/** A fault that happened, and what became of the stack. */
export interface Trial {
  readonly urn: string;
  readonly kind: FaultKind;
  /** What an operator did before the next up. */
  readonly steps: readonly string[];
  /** Where state and cloud differed after it; nowhere, where the stack survived. */
  readonly problems: readonly string[];
}

/** One resource at a time, so that no creation escapes its fault in the shadow of another. */
const up = ["up", "--yes", "--skip-preview", "--parallel", "1"];

/**
 * Lets each fault happen in turn while a stack is created: an up fails at a resource, is recovered, and the next gets past
 * it and fails at another, until the last creates the rest.
 * @param told hears of each trial as soon as it is decided: when its resource is there
 * @throws Error when an up fails by itself
 */
export async function sweep(test: StackUnderTest, faults: CreationFaults, told: (trial: Trial) => void): Promise<void> {
  const remaining = new Map(Object.entries(faults));
  const open = new Set<Trial>();
  for (;;) {
    test.faults.order(Object.fromEntries(remaining));
    const failure = await test.attempt(up);
    const { fired: kind, firedAt: urn } = test.faults;
    const created = new Set(stateOf(test).resources.map((resource) => resource.urn));
    for (const trial of open) {
      if (!created.has(trial.urn)) continue;
      told(trial);
      open.delete(trial);
    }
    if (kind === undefined || urn === undefined) {
      demandNothingOpen(failure, open, remaining);
      break;
    }
    if (failure === undefined) throw new Error(`${urn}: the up ended well although the fault "${kind}" happened`);
    remaining.delete(urn);
    test.faults.clear();
    const steps = await recover(test);
    open.add({ urn, kind, steps, problems: problemsOf(test) });
  }
  test.faults.clear();
}

/** @throws Error unless the last up created everything */
function demandNothingOpen(
  failure: string | undefined,
  open: ReadonlySet<Trial>,
  remaining: ReadonlyMap<string, FaultKind>,
): void {
  if (failure !== undefined) throw new Error(`the up after a recovery failed by itself: ${lastLines(failure)}`);
  const missing = [...[...open].map(({ urn }) => urn), ...remaining.keys()];
  if (missing.length > 0) throw new Error(`the last up ended well and did not create ${missing.join(", ")}`);
}

/** Where state and cloud differ. */
export function problemsOf(test: StackUnderTest): readonly string[] {
  const [state, cloud] = [stateOf(test), test.cloudFile.read()];
  return [
    ...state.pending.map(({ resource }) => `still pending: ${resource.urn}`),
    ...orphansIn(cloud, state).map(({ type, id }) => `orphan: ${type} ${id}`),
    ...missingIn(cloud, state).map(({ type, id }) => `gone: ${type} ${id}`),
  ];
}

function lastLines(output: string): string {
  const errors = output.match(/error: .*$/gm) ?? [];
  return [...new Set(errors)].join("; ");
}
