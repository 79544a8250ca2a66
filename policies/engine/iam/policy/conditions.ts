import type { Property } from "../../values/property";
import { every, type Truth, type Undecided } from "../../values/truth";

/** One condition of a statement: an operator, a key and the values of which one must match. */
export interface Condition {
  /** In lower case, such as `stringequals`. */
  readonly operator: string;
  /** In lower case, as IAM compares it. */
  readonly key: string;
  readonly values: Property;
}

/** The conditions of a statement, and whether there may be others. */
export interface Conditions {
  readonly known: readonly Condition[];
  readonly open: Undecided | undefined;
}

export function conditionsOf(statement: Property): Conditions {
  const condition = statement.child("Condition");
  const operators = condition.keys();
  const maps = operators.known.map((operator) => {
    const map = condition.child(operator);
    return { operator: operator.toLowerCase(), map, keys: map.keys() };
  });
  return {
    known: maps.flatMap(({ operator, map, keys }) =>
      keys.known.map((key) => ({ operator, key: key.toLowerCase(), values: map.child(key) })),
    ),
    open: operators.open ?? maps.find(({ keys }) => keys.open)?.keys.open,
  };
}

/** Whether a condition has values, and all of them fulfil the judgement. */
export function everyValue({ values }: Condition, judge: (value: Property) => Truth): Truth {
  const { known, open } = values.elements();
  return known.length === 0 && !open ? false : every(known, judge, open);
}

/** Whether an operator demands one of its values to the letter. */
export function isEquals({ operator }: Condition): boolean {
  return /^(foranyvalue:)?stringequals$/.test(operator);
}

/** Whether an operator demands that one of its values matches as a pattern. */
export function isLike({ operator }: Condition): boolean {
  return /^(foranyvalue:)?stringlike$/.test(operator);
}
