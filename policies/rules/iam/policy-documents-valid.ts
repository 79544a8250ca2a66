import type { Resource } from "../../engine/graph/resource";
import { expand } from "../../engine/iam/policy/action-pattern";
import { documentReads, documentsOf, type DocumentKind, type PolicyDocument } from "../../engine/iam/policy/documents";
import { grammarConditions, idConditions } from "../../engine/iam/policy/statement-grammar";
import type { Parameters } from "../../engine/parameters";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";
import { actionsDate } from "../../knowledge/iam/actions";

const kinds: readonly DocumentKind[] = ["identity", "trust", "resource"];

export const policyDocumentsValid: Rule = {
  id: "IAM-20",
  name: "policy-documents-valid",
  title: "Policy documents are such as IAM accepts, and name actions that exist",
  why: "A misspelt action grants nothing and denies nothing, and nobody is told.",
  fix: "Write the statement as the IAM policy grammar has it.",
  level: "mandatory",
  scope: "resource",
  references: { soc2: ["CC8.1"] },
  reads: documentReads(...kinds),
  check(subject, { parameters }) {
    return kinds.flatMap((kind) => ofKind(subject, kind, parameters));
  },
};

function ofKind(subject: Resource, kind: DocumentKind, parameters: Parameters): readonly Condition[] {
  const { known, open } = documentsOf(subject, kind);
  return [
    ...(open ? [violation(open, open.path, "A policy document is not known.")] : []),
    ...known.flatMap((document) => ofDocument(document, parameters)),
  ];
}

function ofDocument(document: PolicyDocument, parameters: Parameters): readonly Condition[] {
  const { property, statements } = document;
  const root = property.json();
  if (statements.malformed || !root)
    return [violation(true, property, "The policy is not JSON.", { fix: "Write a policy document." })];
  const version = root.child("Version");
  const isEmpty: Truth = statements.known.length === 0 ? (statements.open ?? true) : false;
  return [
    violation(
      not(version.is("2012-10-17")),
      version,
      version.isAbsent ? "The policy has no Version." : `The policy has the Version ${version.shown()}.`,
      { fix: "Set Version to 2012-10-17, without which policy variables are plain text." },
    ),
    violation(isEmpty, root.child("Statement"), "The policy has no statement."),
    violation(statements.open ?? false, root.child("Statement"), "A statement of the policy is not known."),
    ...statements.known.flatMap((statement) => ofStatement(statement, document.kind, parameters)),
    ...idConditions(statements.known, document.kind),
  ];
}

function ofStatement(statement: Property, kind: DocumentKind, parameters: Parameters): readonly Condition[] {
  const [effect, action, notAction] = ["Effect", "Action", "NotAction"].map((key) => statement.child(key));
  const principal = statement.child("Principal");
  const named = or(principal.present(), statement.child("NotPrincipal").present());
  if (!effect || !action || !notAction) return [];
  const patterns = [action, notAction].flatMap((list) => {
    const { known, open } = list.elements();
    const rest = open ? [violation(open, list, "An action of the statement is not known.")] : [];
    return [...known.map((pattern) => ofPattern(pattern, parameters)), ...rest];
  });
  return [
    violation(not(effect.is("Allow", "Deny")), effect, "The Effect is neither Allow nor Deny."),
    violation(
      or(and(action.present(), notAction.present()), and(action.absent(), notAction.absent())),
      action,
      "The statement does not have exactly one of Action and NotAction.",
    ),
    ...patterns,
    ...grammarConditions(statement, kind),
    kind === "identity"
      ? violation(named, principal, "A policy of an identity names a principal, which is its bearer anyway.", {
          fix: "Take the Principal away.",
        })
      : violation(kind === "trust" ? not(named) : false, principal, "The trust policy does not say who is trusted.", {
          fix: "Add a Principal.",
        }),
  ];
}

function ofPattern(pattern: Property, { today, iamDataMaxAgeDays }: Parameters): Condition {
  const text = pattern.text();
  const problem = text === undefined ? "is no text" : expand(text).problem;
  if (problem === undefined) return violation(false, pattern, "");
  const ageDays = (Date.parse(today) - Date.parse(actionsDate())) / 86_400_000;
  const isOld = text !== undefined && ageDays > iamDataMaxAgeDays;
  const reason = `the list of actions is of ${actionsDate()}, and AWS may have added this one`;
  return violation(
    isOld ? { path: pattern.path, reason } : true,
    pattern,
    `The action ${pattern.shown()} ${problem}.`,
    { fix: "Write an action that AWS documents for the service, as service:Action." },
  );
}
