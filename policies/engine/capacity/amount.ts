import type { Truth, Undecided } from "../values/truth";

/** How much of something is taken: a number, or a range where not all is known. */
export interface Amount {
  readonly least: number;
  /** Infinity where nothing bounds it. */
  readonly most: number;
  /** Why there is a range. */
  readonly open: Undecided | undefined;
}

export function exactly(count: number): Amount {
  return { least: count, most: count, open: undefined };
}

export function upTo(most: number, open: Undecided): Amount {
  return { least: 0, most, open };
}

export function between(least: number, most: number, open: Undecided | undefined): Amount {
  return { least, most, open: least === most ? undefined : open };
}

export function sum(amounts: readonly Amount[]): Amount {
  return {
    least: amounts.reduce((total, { least }) => total + least, 0),
    most: amounts.reduce((total, { most }) => total + most, 0),
    open: amounts.find(({ open }) => open)?.open,
  };
}

/** Whether an amount is more than a limit. */
export function exceeds({ least, most, open }: Amount, limit: number): Truth {
  if (least > limit) return true;
  return most <= limit ? false : (open ?? false);
}
