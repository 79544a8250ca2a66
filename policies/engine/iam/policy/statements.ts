import type { Property } from "../../values/property";
import { and, every, not, or, some, type Truth, type Undecided } from "../../values/truth";

/** The statements of a policy document: those that are known, and whether there may be others. */
export interface Statements {
  readonly known: readonly Property[];
  readonly open: Undecided | undefined;
  /** Whether the text is no JSON document at all: it then has no statements. */
  readonly malformed: boolean;
}

/** One entry of a statement's principals. */
export interface Principal {
  /** `AWS`, `Service`, `Federated` or `CanonicalUser`; `*` for the bare star. */
  readonly type: string;
  readonly value: Property;
}

/** Reads a policy document, a JSON string or an object. Single items count as lists, as IAM has it. */
export function statementsOf(document: Property): Statements {
  if (document.isUnknown) return { known: [], open: document.undecided, malformed: false };
  const parsed = document.isAbsent ? document : document.json();
  if (!parsed) return { known: [], open: undefined, malformed: true };
  return { ...parsed.at("Statement").elements(), malformed: false };
}

export function isAllow(statement: Property): Truth {
  return statement.at("Effect").is("Allow");
}

export function isDeny(statement: Property): Truth {
  return statement.at("Effect").is("Deny");
}

/** Patterns come again in many policies. */
const exact = new Map<string, RegExp>();
const ignoringCase = new Map<string, RegExp>();

/** Whether an IAM pattern with `*` and `?` matches a text; actions compare case-insensitively. */
export function iamPatternMatches(pattern: string, text: string, caseSensitive = false): boolean {
  const expressions = caseSensitive ? exact : ignoringCase;
  let expression = expressions.get(pattern);
  if (!expression) {
    const source = pattern
      .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
      .replaceAll(/\*+/g, ".*")
      .replaceAll("?", ".");
    expression = new RegExp(`^${source}$`, caseSensitive ? "s" : "is");
    expressions.set(pattern, expression);
  }
  return expression.test(text);
}

/** Whether a statement is about an action such as `kms:PutKeyPolicy`, by Action or by NotAction. */
export function coversAction(statement: Property, action: string): Truth {
  const matches = (pattern: Property): Truth =>
    pattern.satisfies((value) => typeof value === "string" && iamPatternMatches(value, action));
  const excluded = statement.at("NotAction");
  return or(
    statement.at("Action").some(matches),
    excluded.isAbsent ? false : and(excluded.present(), not(excluded.some(matches))),
  );
}

/** Whether a statement is about a resource ARN, by Resource or by NotResource. */
export function coversResource(statement: Property, arn: string): Truth {
  const matches = (pattern: Property): Truth =>
    pattern.satisfies((value) => typeof value === "string" && iamPatternMatches(value, arn, true));
  const excluded = statement.at("NotResource");
  return or(
    statement.at("Resource").some(matches),
    excluded.isAbsent ? false : and(excluded.present(), not(excluded.some(matches))),
  );
}

/** Who a statement is about. NotPrincipal is left to the rule that forbids it. */
export function principalsOf(statement: Property): {
  readonly known: readonly Principal[];
  readonly open: Undecided | undefined;
} {
  const principal = statement.at("Principal");
  if (principal.isUnknown) return { known: [], open: principal.undecided };
  if (principal.text() !== undefined) return { known: [{ type: "*", value: principal }], open: undefined };
  const { known: types, open } = principal.keys();
  const lists = types.map((type) => ({ type, ...principal.child(type).elements() }));
  return {
    known: lists.flatMap(({ type, known }) => known.map((value) => ({ type, value }))),
    open: open ?? lists.find((list) => list.open)?.open,
  };
}

/** Whether a statement names everybody: `*`, or `AWS: *`. */
export function namesEverybody(statement: Property): Truth {
  const { known, open } = principalsOf(statement);
  return some(known, ({ type, value }) => (type === "*" || type === "AWS" ? value.is("*") : false), open);
}

/** Operators that demand something and do not pass when the key is missing. */
const positive = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/i;

const organizationKeys = ["aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths"];
const restrictingKeys = new Set([
  ...organizationKeys,
  "aws:principalaccount",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourcevpce",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** Keys whose values narrow only where they say more than that there is somebody. */
const narrowValues: Readonly<Record<string, RegExp>> = {
  // The account, without which every role of that name would do.
  "aws:principalarn": /^arn:[^:]*:[^:]*:[^:]*:[^:*?]+:/,
  // Something beside the service: the account, or the name of what the service acts for.
  "aws:sourcearn": /^arn:[^:]*:[^:]*:.*[a-z0-9]/i,
  // The id of a user or a role, whatever the name of its session.
  "aws:userid": /^[a-z0-9]/i,
};

/** Whether a condition narrows the statement's principals to some account, organization, network or identity. */
export function hasPrincipalRestriction(statement: Property): Truth {
  return someCondition(statement, (operator, key, values) => {
    if (!positive.test(operator)) return false;
    const name = key.toLowerCase();
    const narrow = narrowValues[name];
    if (narrow) return values.every((value) => value.matches(narrow));
    if (!restrictingKeys.has(name) && !name.endsWith(":sub")) return false;
    return values.every((value) => not(value.is("*")));
  });
}

/** Whether some condition of a statement fulfils the judgement, which sees its operator, its key and its values. */
export function someCondition(
  statement: Property,
  judge: (operator: string, key: string, values: Property) => Truth,
): Truth {
  const condition = statement.at("Condition");
  const operators = condition.keys();
  return some(
    operators.known,
    (operator) => {
      const keys = condition.child(operator).keys();
      return some(keys.known, (key) => judge(operator, key, condition.child(operator).child(key)), keys.open);
    },
    operators.open,
  );
}

/** Whether a statement denies what is not sent over TLS. */
export function deniesInsecureTransport(statement: Property): Truth {
  return and(
    isDeny(statement),
    someCondition(statement, (operator, key, values) =>
      /^Bool(IfExists)?$/i.test(operator) && key.toLowerCase() === "aws:securetransport"
        ? every(values.elements().known, (value) => value.isFalse(), values.elements().open)
        : false,
    ),
  );
}
