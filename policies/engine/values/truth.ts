/** Why a condition could not be decided: the first unknown that mattered. */
export interface Undecided {
  /** The path of the unknown, such as `vpcConfig.publicAccessCidrs[1]`. */
  readonly path: string;
  readonly reason: string;
}

/** Kleene's strong three-valued logic: true, false, or not decidable at preview. */
export type Truth = boolean | Undecided;

export function isUndecided(truth: Truth): truth is Undecided {
  return typeof truth === "object";
}

export function not(truth: Truth): Truth {
  return isUndecided(truth) ? truth : !truth;
}

/** True when all are; false when one is false, however many others are undecided. */
export function and(...truths: readonly Truth[]): Truth {
  let undecided: Undecided | undefined;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth !== true) undecided ??= truth;
  }
  return undecided ?? true;
}

/** True when one is, however many others are undecided; false when all are false. */
export function or(...truths: readonly Truth[]): Truth {
  let undecided: Undecided | undefined;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth !== false) undecided ??= truth;
  }
  return undecided ?? false;
}

/** Whether the judgement holds for every item; `open` says that there may be items nobody knows. */
export function every<T>(items: Iterable<T>, judge: (item: T) => Truth, open?: Undecided): Truth {
  let undecided = open;
  for (const item of items) {
    const truth = judge(item);
    if (truth === false) return false;
    if (truth !== true) undecided ??= truth;
  }
  return undecided ?? true;
}

/** Whether the judgement holds for at least one item; `open` says that there may be items nobody knows. */
export function some<T>(items: Iterable<T>, judge: (item: T) => Truth, open?: Undecided): Truth {
  let undecided = open;
  for (const item of items) {
    const truth = judge(item);
    if (truth === true) return true;
    if (truth !== false) undecided ??= truth;
  }
  return undecided ?? false;
}
