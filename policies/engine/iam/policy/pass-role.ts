import { someCondition } from "./statements";
import type { Property } from "../../values/property";
import type { Truth } from "../../values/truth";
import { everyValue } from "./conditions";

/** A service, in one partition or, as `ec2.amazonaws.com*`, in that of China as well. */
const oneService = /^[\w-]+(\.[\w-]+)*(\.amazonaws\.com\*)?$/;

/** Whether a condition of a statement says to which services roles may be handed, by literal names. */
export function limitsPassedTo(statement: Property): Truth {
  return someCondition(statement, (operator, key, values) => {
    if (key.toLowerCase() !== "iam:passedtoservice") return false;
    if (!/^(foranyvalue:)?(stringequals|stringlike)$/i.test(operator)) return false;
    return everyValue({ operator, key, values }, (value) => value.matches(oneService));
  });
}
