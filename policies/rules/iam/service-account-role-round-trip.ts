import { addonTypes } from "../../engine/clusters/addons";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { documentReads } from "../../engine/iam/policy/documents";
import {
  admitsSubject,
  intendedTrust,
  irsaStatements,
  oidcProviderType,
  subjectsOf,
} from "../../engine/iam/oidc-trust";
import { accountsNamed, carries, roleAnnotation, serviceAccountTypes } from "../../engine/iam/service-accounts";
import { iamPatternMatches } from "../../engine/iam/policy/statements";
import { nameOf, objectsIn, type KubernetesObject } from "../../engine/kubernetes/objects";
import { hiddenAt, placeOf } from "../../engine/kubernetes/place";
import { roleType } from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, isUndecided, not, or, some, type Truth } from "../../engine/values/truth";

const subjectForm = /^system:serviceaccount:([^:*?]+):([^:]+)$/;

export const serviceAccountRoleRoundTrip: Rule = {
  id: "IAM-11",
  name: "service-account-role-round-trip",
  title: "Service accounts and the roles that they carry name each other",
  why: "A role whose trust names another account gives its pods nothing but errors; a trust in an account that nobody made waits for whoever makes it.",
  fix: "Let the annotation eks.amazonaws.com/role-arn and the subject of the trust policy name each other.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.3"], hipaa: ["312(a)(2)(i)"] },
  reads: {
    ...documentReads("trust"),
    ...Object.fromEntries(serviceAccountTypes.map((type) => [type, ["metadata"]])),
  },
  follows: [oidcProviderType, "kubernetes:core/v1:Namespace", ...addonTypes],
  check(subject, { graph }) {
    return subject.type === roleType
      ? ofRole(subject, graph)
      : objectsIn(subject).flatMap((account) => ofAccount(account, graph));
  },
};

function ofAccount(account: KubernetesObject, graph: Graph): readonly Condition[] {
  const annotation = roleAnnotation(account);
  // A patch that sets no annotation says nothing about it.
  if (annotation.isAbsent || (account.isPatch && annotation.isUnknown)) return [];
  const conditions = [
    violation(
      not(annotation.matches(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/)),
      annotation,
      "The annotation is not the ARN of a role.",
    ),
  ];
  const resolution = graph.resolve(account.resource, annotation, roleType);
  // A reference to a role of the stack is its ARN, even while nobody knows it.
  if (resolution.kind === "resolved" && annotation.isUnknown) conditions.pop();
  const message = "The trust policy of the role does not admit this service account.";
  if (resolution.kind === "undecided") return [...conditions, violation(resolution.undecided, annotation, message)];
  if (resolution.kind !== "resolved") return conditions;
  const rejects = every(resolution.targets, (role) => not(admits(role, account, graph)));
  const admitted = resolution.targets.every((role) => admits(role, account, graph) === true);
  const unclear = { path: annotation.path, reason: "it cannot be told which of several roles this is" };
  return [
    ...conditions,
    violation(
      rejects === true ? true : admitted ? false : isUndecided(rejects) ? rejects : unclear,
      annotation,
      message,
    ),
  ];
}

function admits(role: Resource, account: KubernetesObject, graph: Graph): Truth {
  const place = placeOf(account, graph);
  const name = nameOf(account);
  const text = name.text();
  if (text === undefined)
    return name.isUnknown ? name.undecided : { path: name.path, reason: "Pulumi makes the name up" };
  if (place.kind !== "named")
    return place.kind === "unknown"
      ? place.undecided
      : { path: name.path, reason: "the namespace's name is not known" };
  const admitted = admitsSubject(role, `system:serviceaccount:${place.name}:${text}`, graph);
  const intent = isUndecided(admitted) ? intendedTrust(role, graph) : undefined;
  const isMeant = (property: string, value: string): Truth => intent?.at(property).is(value) ?? true;
  // What the component says of a trust policy that is not known yet can prove it wrong, never right.
  const meant = and(isMeant("namespace", place.name), isMeant("serviceAccount", text));
  return meant === false ? false : admitted;
}

function ofRole(role: Resource, graph: Graph): readonly Condition[] {
  const { known, open } = irsaStatements(role, graph);
  const rest = open ? [violation(open, open.path, "The trust policy is not known.")] : [];
  const subjects = known.flatMap(({ statement, applies }) =>
    subjectsOf(statement).map((subject) => ({ subject, applies })),
  );
  return [...subjects.map(({ subject, applies }) => ofSubject(role, subject, applies, graph)), ...rest];
}

function ofSubject(role: Resource, subject: Property, applies: Truth, graph: Graph): Condition {
  const [, namespace, name] = subjectForm.exec(subject.text() ?? "") ?? [];
  const message = "No service account of the stack that the trust policy admits carries the role.";
  // A subject of another form is no service account's: that it is there at all is for another rule to say.
  if (namespace === undefined || name === undefined) return violation(false, subject, message);
  const place = { kind: "named", name: namespace } as const;
  const isDeclared = some(graph.ofType("kubernetes:core/v1:Namespace"), (declared) =>
    declared.at("metadata.name").is(namespace),
  );
  const accounts = accountsNamed(graph, place, (stated) =>
    stated.satisfies((text) => typeof text === "string" && iamPatternMatches(name, text, true)),
  );
  const exists = some(
    accounts,
    ({ account, is }) => and(is, carries(account, role, graph)),
    hiddenAt(graph, place, subject.path),
  );
  const madeByAddon = some(graph.ofType(...addonTypes), (addon) =>
    graph.refersTo(addon, addon.at("serviceAccountRoleArn"), role),
  );
  return violation(and(applies, isDeclared, not(or(exists, madeByAddon))), subject, message);
}
