import { violation, type Condition } from "../../rule";
import type { Property } from "../../values/property";
import { and, or, type Truth } from "../../values/truth";
import type { DocumentKind } from "./documents";

const elements = new Set(
  [
    ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
    ...["Resource", "NotResource", "Condition"],
  ].map((element) => element.toLowerCase()),
);

const comparisons = "Equals|NotEquals|LessThan|LessThanEquals|GreaterThan|GreaterThanEquals";
const operator = new RegExp(
  `^(?:Null|(?:(?:ForAllValues|ForAnyValue):)?(?:${[
    "String(?:Equals|NotEquals|EqualsIgnoreCase|NotEqualsIgnoreCase|Like|NotLike)",
    `(?:Numeric|Date)(?:${comparisons})`,
    "Bool|BinaryEquals|IpAddress|NotIpAddress",
    "Arn(?:Equals|NotEquals|Like|NotLike)",
  ].join("|")})(?:IfExists)?)$`,
  "i",
);

/**
 * What of a statement's elements, beside Effect, Action and Principal, IAM refuses to take.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function grammarConditions(statement: Property, kind: DocumentKind): readonly Condition[] {
  return [
    ...statement
      .keys()
      .known.filter((key) => !elements.has(key.toLowerCase()) && !statement.child(key).isAbsent)
      .map((key) => violation(true, statement.child(key), "The statement has an element that IAM does not know.")),
    ...["Principal", "NotPrincipal"].flatMap((key) => principalConditions(statement.child(key))),
    ...resourceConditions(statement, kind),
    ...statement
      .child("Condition")
      .keys()
      .known.filter((name) => !operator.test(name))
      .map((name) =>
        violation(true, statement.child("Condition").child(name), "IAM has no such condition operator.", {
          fix: "Write an operator that IAM has, such as StringEquals.",
        }),
      ),
  ];
}

const principalKinds = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);

/** Everybody, or principals by their kind. */
function principalConditions(principal: Property): readonly Condition[] {
  const isShaped = (value: unknown): boolean =>
    value === undefined || value === "*" || (typeof value === "object" && !Array.isArray(value));
  return [
    violation(
      principal.satisfies((value) => !isShaped(value)),
      principal,
      "The principal is neither the star nor a map.",
      { fix: "Write { AWS: <arn> } or { Service: <name> }." },
    ),
    ...principal
      .keys()
      .known.filter((kind) => !principalKinds.has(kind))
      .map((kind) =>
        violation(true, principal.child(kind), "IAM knows no such kind of principal.", {
          fix: "Write AWS, Service, Federated or CanonicalUser.",
        }),
      ),
  ];
}

/** What a policy is about: an identity's says it, a role's trust policy is about the role. */
function resourceConditions(statement: Property, kind: DocumentKind): readonly Condition[] {
  if (kind === "resource") return [];
  const [resource, except] = [statement.child("Resource"), statement.child("NotResource")];
  if (kind === "trust")
    return [
      violation(
        or(resource.present(), except.present()),
        resource,
        "The trust policy names a resource, which is its role anyway.",
        { fix: "Take the Resource away." },
      ),
    ];
  return [
    violation(
      or(and(resource.present(), except.present()), and(resource.absent(), except.absent())),
      resource,
      "The statement does not have exactly one of Resource and NotResource.",
    ),
    ...[resource, except].flatMap((list) => {
      const { known, open } = list.elements();
      return [
        ...known.map((each) =>
          violation(isNoArn(each), each, `The resource ${each.shown()} is neither an ARN nor the star.`, {
            fix: "Write the ARN of the resource.",
          }),
        ),
        ...(open ? [violation(open, list, "A resource of the statement is not known.")] : []),
      ];
    }),
  ];
}

function isNoArn(resource: Property): Truth {
  return resource.satisfies((text) => typeof text === "string" && !/^(arn:|\*$|\$\{)/.test(text));
}

/**
 * Statement ids that IAM refuses: identities' policies and trust policies take letters and digits only, and each id once.
 * The policies of other services take any text.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function idConditions(statements: readonly Property[], kind: DocumentKind): readonly Condition[] {
  if (kind === "resource") return [];
  const seen = new Set<string>();
  return statements.flatMap((statement) => {
    const sid = statement.child("Sid");
    const text = sid.text();
    const isRepeated = text !== undefined && text !== "" && seen.has(text);
    if (text !== undefined) seen.add(text);
    return [
      violation(
        sid.matches(/[^A-Za-z0-9]/),
        sid,
        `The Sid "${sid.shown()}" has other characters than letters and digits.`,
        {
          fix: "Write letters and digits only.",
        },
      ),
      violation(isRepeated, sid, `Another statement has the Sid "${sid.shown()}" as well.`, {
        fix: "Give each statement a Sid of its own.",
      }),
    ];
  });
}
