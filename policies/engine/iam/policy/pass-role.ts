import { someCondition } from "./statements";
import type { Property } from "../../values/property";
import type { Truth } from "../../values/truth";
import { everyValue } from "./conditions";

/** Whether a condition of a statement says to which services roles may be handed, by literal names. */
export function limitsPassedTo(statement: Property): Truth {
  return someCondition(statement, (operator, key, values) => {
    if (key.toLowerCase() !== "iam:passedtoservice") return false;
    if (!/^(foranyvalue:)?(stringequals|stringlike)$/i.test(operator)) return false;
    return everyValue({ operator, key, values }, (value) => value.matches(/^[\w.-]+$/));
  });
}
