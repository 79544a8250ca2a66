import { addonTypes } from "../../engine/clusters/addons";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { conditionsOf } from "../../engine/iam/policy/conditions";
import { documentsOf } from "../../engine/iam/policy/documents";
import {
  addonNamespace,
  associationsOf,
  associationType,
  isSameCluster,
  rivalsOf,
  type Association,
} from "../../engine/iam/pod-identity";
import { accountsNamed, roleAnnotation, serviceAccountTypes } from "../../engine/iam/service-accounts";
import { coversAction, isAllow, principalsOf } from "../../engine/iam/policy/statements";
import { hiddenAt, type Place } from "../../engine/kubernetes/place";
import { roleType } from "../../engine/nodes/node-roles";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, every, not, some, type Truth, type Undecided } from "../../engine/values/truth";

export const podIdentityAssociationRoundTrip: Rule = {
  id: "IAM-12",
  name: "pod-identity-association-round-trip",
  title: "Pod Identity associations are unambiguous and for accounts that exist",
  why: "EKS refuses a second association of an account, and pods of an account with two mechanisms take the other one's role.",
  fix: "Make one association per service account, and take the role-arn annotation away.",
  level: "production",
  scope: "stack",
  references: { cis: ["5.2.1"], soc2: ["CC6.3"], hipaa: ["312(a)(2)(i)"] },
  reads: {
    [associationType]: ["clusterName", "namespace", "serviceAccount", "roleArn", "targetRoleArn", "policy"],
    ...Object.fromEntries(addonTypes.map((type) => [type, ["podIdentityAssociations"]])),
  },
  follows: [roleType, ...serviceAccountTypes],
  check(subject, { graph }) {
    return associationsOf(subject).flatMap((association) => [
      ...ofAssociation(association, graph),
      ...(association.byAddon
        ? []
        : [violation(not(hasAccount(association, graph)), association.serviceAccount, absent)]),
    ]);
  },
};

const absent = "The stack makes no service account of that name in that namespace.";

function ofAssociation(association: Association, graph: Graph): readonly Condition[] {
  const { resource, serviceAccount, policy, disableSessionTags, targetRole } = association;
  const twins = rivalsOf(association, graph).filter((other) => !isSelf(association, other, graph));
  return [
    violation(
      some(twins, (other) => isTwin(association, other, graph)),
      serviceAccount,
      "Another association of the cluster is for the same service account.",
    ),
    violation(
      some(namesakes(association, graph), ({ account, is }) => and(is, roleAnnotation(account).present())),
      serviceAccount,
      "The service account also carries a role by annotation.",
    ),
    violation(
      and(policy.present(), not(disableSessionTags.isTrue())),
      resource.at("disableSessionTags"),
      "A session policy needs session tags to be disabled.",
      { fix: "Set disableSessionTags to true." },
    ),
    violation(
      rejectsFirstRole(association, graph),
      targetRole,
      "The target role does not let the associated role assume it.",
      { fix: "Trust the first role with a condition on sts:ExternalId or on the request tags of Pod Identity." },
    ),
  ];
}

/** A component and the add-on that it makes state the same association. */
function isSelf(one: Association, other: Association, graph: Graph): boolean {
  if (one.resource === other.resource) return one.serviceAccount.path === other.serviceAccount.path;
  return graph.ancestors(other.resource).includes(one.resource);
}

function isTwin(one: Association, other: Association, graph: Graph): Truth {
  return and(
    isEqual(one.serviceAccount, other.serviceAccount),
    isEqual(one.namespace, other.namespace),
    isSameCluster(one, other, graph),
  );
}

function isEqual(one: Property, other: Property): Truth {
  if (one.isUnknown) return one.undecided;
  return other.satisfies((value) => value !== undefined && value === one.text());
}

function placeOfAssociation({ namespace }: Association): Place {
  const name = namespace.text();
  return name === undefined ? { kind: "unknown", undecided: namespace.undecided } : { kind: "named", name };
}

function namesakes(association: Association, graph: Graph): ReturnType<typeof accountsNamed> {
  return accountsNamed(graph, placeOfAssociation(association), (name) => isEqual(association.serviceAccount, name));
}

/** Whether the account of an association is in the stack. Add-ons and opaque resources bring accounts of their own. */
function hasAccount(association: Association, graph: Graph): Truth {
  const place = placeOfAssociation(association);
  const { path } = association.serviceAccount;
  const open = hiddenAt(graph, place, path) ?? hiddenByAddon(association, graph);
  return some(namesakes(association, graph), ({ is }) => is, open);
}

function hiddenByAddon({ namespace, serviceAccount }: Association, graph: Graph): Undecided | undefined {
  const { path } = serviceAccount;
  if (graph.ofType("aws:eks/capability:Capability").length > 0)
    return { path, reason: "a capability of EKS may create the service account" };
  const hides = some(graph.ofType(...addonTypes), (addon) => isEqual(namespace, addonNamespace(addon)));
  return hides === false ? undefined : { path, reason: "an add-on may bring the service account" };
}

/** Whether a target role of the stack does not admit the first role, under a condition that names the pod. */
function rejectsFirstRole({ resource, role, targetRole }: Association, graph: Graph): Truth {
  const target = graph.resolve(resource, targetRole, roleType);
  if (target.kind === "undecided") return target.undecided;
  if (target.kind !== "resolved") return false;
  const truth = every(target.targets, (each) => not(admitsRole(each, resource, role, graph)));
  if (target.certain || truth === true) return truth;
  return target.targets.every((each) => admitsRole(each, resource, role, graph) === true)
    ? false
    : { path: targetRole.path, reason: "it cannot be told which of several roles this is" };
}

function admitsRole(target: Resource, from: Resource, first: Property, graph: Graph): Truth {
  const { known, open } = documentsOf(target, "trust");
  const statements = known.flatMap((document) => document.statements.known);
  return some(
    statements,
    (statement) => {
      const principals = principalsOf(statement);
      const { known: conditions, open: more } = conditionsOf(statement);
      return and(
        isAllow(statement),
        coversAction(statement, "sts:AssumeRole"),
        some(conditions, ({ key }) => key === "sts:externalid" || key.startsWith("aws:requesttag/"), more),
        some(
          principals.known,
          ({ type, value }) => (type === "AWS" ? isRoleOrItsAccount(value, from, first, graph, target) : false),
          principals.open,
        ),
      );
    },
    open ?? known.find((document) => document.statements.open)?.statements.open,
  );
}

/** Whether a principal is the first role or the account, which passes the decision on to IAM. */
function isRoleOrItsAccount(
  principal: Property,
  from: Resource,
  first: Property,
  graph: Graph,
  target: Resource,
): Truth {
  const text = principal.text();
  if (text !== undefined && (text === first.text() || /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(text))) return true;
  const named = graph.resolve(target, principal, roleType);
  const meant = graph.resolve(from, first, roleType);
  if (named.kind === "resolved" && meant.kind === "resolved" && named.certain && meant.certain)
    return named.targets[0] === meant.targets[0];
  const unresolved = [named, meant].find(({ kind }) => kind === "undecided");
  if (unresolved?.kind === "undecided") return unresolved.undecided;
  return named.kind === "resolved" && meant.kind === "resolved"
    ? { path: principal.path, reason: "it cannot be told which of several roles this is" }
    : false;
}
