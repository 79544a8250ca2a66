import type { IamAction } from "../../../knowledge/iam/actions";
import { iamPatternMatches } from "./statements";
import type { Property } from "../../values/property";
import { or, type Truth } from "../../values/truth";

/** Whether a statement is about every resource: `*`, or everything but some. */
export function isLiteralStar(statement: Property): Truth {
  return or(
    statement.at("Resource").some((resource) => resource.is("*")),
    statement.at("NotResource").present(),
  );
}

/** Whether a statement is about all resources of some type that the action can be limited to, as `role/*` is. */
export function isTypeWide(statement: Property, action: IamAction): Truth {
  return statement
    .at("Resource")
    .some((resource) => resource.satisfies((pattern) => typeof pattern === "string" && coversType(pattern, action)));
}

/** Values that no author would write, so that a pattern matches both only if it takes any. */
const samples = ["q7zkx1wd", "v3npt8yh"];
const memo = new Map<string, boolean>();

/** Whether one resource pattern is everything, or all resources of some type of an action. */
export function isWidePattern(pattern: string, action: IamAction): boolean {
  return pattern === "*" || coversType(pattern, action);
}

function coversType(pattern: string, { types }: IamAction): boolean {
  return pattern !== "*" && types.some((format) => coversFormat(pattern, format));
}

function coversFormat(pattern: string, format: string): boolean {
  // A format without variables of its own names one resource: to name it is not to be wide.
  if (!format.includes("$v")) return false;
  const key = `${pattern} ${format}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const [, partition = "", , region = "", account = ""] = pattern.split(":");
  const covers = samples.every((sample) => {
    let count = 0;
    const example = format
      .replaceAll("$p", /^aws[a-z-]*$/.test(partition) ? partition : "aws")
      .replaceAll("$r", /^[a-z]+(-[a-z]+)+-\d$/.test(region) ? region : "eu-west-1")
      .replaceAll("$a", /^\d{12}$/.test(account) ? account : "111122223333")
      .replaceAll("$v", () => `${sample}${String(count++)}`);
    return iamPatternMatches(pattern, example, true);
  });
  memo.set(key, covers);
  return covers;
}

/**
 * Whether one resource pattern takes everything that another takes, so that a Deny of the one covers an Allow of the
 * other. A `*` of the other is matched by a `*` only.
 */
export function patternCovers(wider: string, narrower: string): boolean {
  return wider === narrower || (!wider.includes("?") && iamPatternMatches(wider, narrower, true));
}
