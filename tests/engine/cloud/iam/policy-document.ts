import { isList, isMap, list, map, text, texts, type Json, type Properties } from "../../properties";
import { Refusal } from "../refusal";

/** Who wants to do what, and what is known of the circumstances. */
export interface Request {
  /** A service such as `logs.eu-west-1.amazonaws.com`, or the ARN of a role. */
  readonly principal: string;
  readonly action: string;
  /** Left out where the policy hangs on the resource itself. */
  readonly resource?: string;
  /** Condition keys, in lower case, and their values. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * The statements of a policy document.
 * @throws Refusal N9 when it is no JSON or has letters that IAM does not take
 */
export function statementsOf(document: string): readonly Properties[] {
  // What IAM takes: tab, line feed, carriage return, and Latin-1 from the blank on.
  if (!/^[\u0009\u000A\u000D\u0020-\u00FF]*$/.test(document)) {
    throw new Refusal("N9", "MalformedPolicyDocument: The policy document has characters outside of Latin-1");
  }
  let parsed: Json;
  try {
    parsed = JSON.parse(document) as Json;
  } catch {
    throw new Refusal("N9", "MalformedPolicyDocument: Syntax errors in policy.");
  }
  const statement = isMap(parsed) ? parsed["Statement"] : undefined;
  return isList(statement) ? statement.filter(isMap) : isMap(statement) ? [statement] : [];
}

/** Whether the statements allow the request, and none denies it. */
export function allows(statements: readonly Properties[], request: Request): boolean {
  const matching = statements.filter((statement) => matches(statement, request));
  const effects = matching.map((statement) => text(statement, "Effect"));
  return effects.includes("Allow") && !effects.includes("Deny");
}

/** Every principal that a document names by ARN. */
export function namedPrincipals(statements: readonly Properties[]): readonly string[] {
  return statements
    .flatMap((statement) => several(map(statement, "Principal")["AWS"]))
    .filter((principal) => principal !== "*");
}

function matches(statement: Properties, request: Request): boolean {
  const { principal, action, resource, context = {} } = request;
  return (
    principalMatches(statement["Principal"], principal) &&
    several(statement["Action"]).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    (resource === undefined || several(statement["Resource"]).some((pattern) => like(pattern, resource))) &&
    Object.entries(map(statement, "Condition")).every(([operator, keys]) =>
      Object.entries(isMap(keys) ? keys : {}).every(([key, wanted]) =>
        conditionHolds(operator, several(wanted), { ...contextOf(principal), ...context }[key.toLowerCase()]),
      ),
    )
  );
}

/** What every request of a role carries by itself. */
function contextOf(principal: string): Record<string, string> {
  const account = principal.split(":")[4];
  return principal.startsWith("arn:") && account !== undefined
    ? { "aws:principalarn": principal, "aws:principalaccount": account, "kms:calleraccount": account }
    : {};
}

/** A policy without principals hangs on the one who asks. */
function principalMatches(stated: Json | undefined, principal: string): boolean {
  if (stated === undefined || stated === "*") return true;
  if (!isMap(stated)) return false;
  if (!principal.startsWith("arn:")) return several(stated["Service"]).includes(principal);
  const account = principal.split(":")[4] ?? "";
  return several(stated["AWS"]).some(
    (one) => one === "*" || one === principal || one === account || isRoot(one, account),
  );
}

function isRoot(principal: string, account: string): boolean {
  return new RegExp(`^arn:[^:]+:iam::${account}:root$`).test(principal);
}

/** A key that the request does not carry fulfils only negated and `IfExists` conditions. */
function conditionHolds(operator: string, wanted: readonly string[], actual: string | undefined): boolean {
  const name = operator.replace(/^ForA(ny|ll)Value[s]?:/, "");
  if (actual === undefined) return name.endsWith("IfExists") || name.includes("Not");
  const positive = name.replace(/IfExists$/, "").replace("Not", "");
  const equal = wanted.some((pattern) =>
    positive.endsWith("Like") || positive.startsWith("Arn") ? like(pattern, actual) : pattern === actual,
  );
  return name.includes("Not") ? !equal : equal;
}

/** Whether the value fits a pattern with `*` and `?`. */
export function like(pattern: string, value: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(value);
}

function several(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "boolean" || typeof value === "number") return [String(value)];
  return isList(value) ? texts({ value }, "value") : list(value, "").map(String);
}
