/** How the work on one stack ended. */
export interface Outcome {
  readonly succeeded: boolean;
  /** A few words for the table, such as counts. */
  readonly summary: string;
  /** What explains a failure, or what somebody asked to read. */
  readonly details?: string | undefined;
}

/** Where a stack stands. `skipped`: an earlier failure kept it from starting. */
export type State = "waiting" | "running" | "succeeded" | "failed" | "skipped";

/** A stack of the table. */
export interface Row {
  readonly wave: string;
  readonly stack: string;
  readonly state: State;
  readonly summary: string;
  readonly details?: string | undefined;
  /** In milliseconds, of what has ended. */
  readonly duration?: number | undefined;
}

export interface WaveOptions {
  /** Stacks that are worked on at once. */
  readonly concurrency: number;
  /** Whether nothing more starts after a failure, also not in the same wave. What runs is never stopped. */
  readonly stopOnFailure: boolean;
  /** Whether a wave begins although one before it failed, as is right for what changes nothing. */
  readonly acrossFailures: boolean;
  /** Called at each change with all rows. */
  readonly observe: (rows: readonly Row[]) => void;
}

/**
 * Works on waves of stacks, one after the other, and in a wave on several at once. A failure in a wave lets the others
 * of it end, and keeps the following ones from starting.
 */
export async function runWaves<Stack extends { readonly stack: string }>(
  waves: readonly { readonly name: string; readonly stacks: readonly Stack[] }[],
  options: WaveOptions,
  perform: (stack: Stack) => Promise<Outcome>,
): Promise<readonly Row[]> {
  const rows = waves.flatMap(({ name, stacks }) =>
    stacks.map(({ stack }): Row => ({ wave: name, stack, state: "waiting", summary: "" })),
  );
  const set = (index: number, change: Partial<Row>): void => {
    const row = rows[index];
    if (row) rows[index] = { ...row, ...change };
    options.observe(rows);
  };
  const failed = (): boolean => rows.some(({ state }) => state === "failed");
  let first = 0;
  for (const { stacks } of waves) {
    const offset = first;
    first += stacks.length;
    if (failed() && !options.acrossFailures) break;
    const pending = stacks.entries();
    const worker = async (): Promise<void> => {
      for (const [index, stack] of pending) {
        if (options.stopOnFailure && failed()) return;
        set(offset + index, { state: "running" });
        const started = performance.now();
        const { succeeded, ...told } = await attempt(perform, stack);
        const duration = performance.now() - started;
        set(offset + index, { ...told, state: succeeded ? "succeeded" : "failed", duration });
      }
    };
    await Promise.all(Array.from({ length: Math.min(options.concurrency, stacks.length) }, worker));
  }
  rows.forEach(({ state }, index) => {
    if (state === "waiting") set(index, { state: "skipped" });
  });
  return rows;
}

/** What is thrown is a failure of that stack alone. */
async function attempt<Stack>(perform: (stack: Stack) => Promise<Outcome>, stack: Stack): Promise<Outcome> {
  try {
    return await perform(stack);
  } catch (error) {
    const details = error instanceof Error ? error.message : String(error);
    return { succeeded: false, summary: details.split("\n")[0] ?? "", details };
  }
}
