import { objectsIn, refersByName, type KubernetesObject } from "../../engine/kubernetes/objects";
import { hiddenAt, isOfKind, objectsAt, placeOf, type Place } from "../../engine/kubernetes/place";
import { hidesObjects } from "../../engine/kubernetes/hidden-objects";
import type { Property } from "../../engine/values/property";
import { dangersIn, type DangerRule } from "../../engine/rbac/dangers";
import {
  bindingTypes,
  clusterRoleTypes,
  isAggregatedIntoShipped,
  isClusterBinding,
  isShipped,
  isShippedInNamespace,
  rolesOf,
  roleTypes,
} from "../../engine/rbac/roles";
import { placeOfSubject } from "../../engine/rbac/subjects";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth, type Undecided } from "../../engine/values/truth";
import { serviceAccountTypes } from "../../engine/workloads/service-account";

const asked: readonly DangerRule[] = ["RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06"];

export const bindingsResolve: Rule = {
  id: "RBAC-09",
  name: "bindings-resolve",
  title: "Bindings name roles and accounts that exist, and nothing slips into the shipped roles",
  why: "A binding to a name that does not exist gives its permissions to whoever creates it first; a label adds permissions to the roles that everybody has.",
  fix: "Correct the name, or declare the role.",
  level: "advisory",
  scope: "stack",
  references: { cis: ["4.1.1"], soc2: ["CC6.3", "CC8.1"] },
  reads: {
    ...Object.fromEntries(bindingTypes.map((type) => [type, ["roleRef", "subjects"]])),
    ...Object.fromEntries(clusterRoleTypes.map((type) => [type, ["metadata.labels", "rules"]])),
  },
  follows: [...roleTypes, ...serviceAccountTypes],
  check: (resource, context) =>
    objectsIn(resource).flatMap((object) =>
      clusterRoleTypes.includes(resource.type) ? aggregationConditions(object) : bindingConditions(object, context),
    ),
};

function aggregationConditions(role: KubernetesObject): readonly Condition[] {
  const isAggregated = isAggregatedIntoShipped(role);
  if (isAggregated === false) return [];
  const { known, open } = role.root.child("rules").elements();
  const reach = { isClusterWide: true, isTenant: true };
  const dangerous = some(
    known,
    (rule) => or(...asked.flatMap((danger) => dangersIn(rule, danger, reach).map(({ when }) => when))),
    open,
  );
  return [
    violation(
      and(isAggregated, dangerous),
      "metadata.labels",
      "The role adds permissions over others to a role that everybody of a namespace may have.",
      { level: "mandatory", fix: "Remove the aggregation label, or the permissions." },
    ),
  ];
}

function bindingConditions(binding: KubernetesObject, context: Context): readonly Condition[] {
  const { known, open } = binding.root.child("subjects").elements();
  const name = binding.root.at("roleRef.name");
  return [
    violation(
      not(isFound(binding, context)),
      name,
      "The binding refers to a role that is neither in the stack nor shipped.",
    ),
    ...known.flatMap((subject) => subjectConditions(subject, binding, context)),
    ...(open ? [violation(open, open.path, "A subject may not exist.")] : []),
  ];
}

/** Whether the role of a binding is in the stack, shipped, or possibly made by something opaque. */
function isFound(binding: KubernetesObject, { graph }: Context): Truth {
  const reference = binding.root.child("roleRef");
  const [kind, name] = [reference.child("kind"), reference.child("name")];
  const isClusterRole = kind.is("ClusterRole");
  const text = name.text();
  // A ClusterRole is in no namespace: whatever is opaque may make it.
  const anywhere = hidesObjects(graph)
    ? { path: name.path, reason: "an opaque resource may create the role" }
    : undefined;
  const place = isClusterBinding(binding) ? undefined : placeOf(binding, graph);
  const hidden = place && hiddenAt(graph, place, name.path);
  const unnamed = name.isUnknown ? name.undecided : undefined;
  return or(
    some(rolesOf(binding, graph), ({ refers }) => refers, unnamed),
    text === undefined ? false : and(isClusterRole, isShipped(text)),
    and(kind.is("Role"), place ? isShippedAt(name, place) : false),
    and(isClusterRole, anywhere ?? false),
    and(not(isClusterRole), hidden ?? false),
  );
}

/** Whether a Role of this name is in its namespace without the stack. */
function isShippedAt(name: Property, place: Place): Truth {
  const isShippedIn = (namespace: string): Truth =>
    name.satisfies((text) => typeof text === "string" && isShippedInNamespace(text, namespace));
  if (place.kind === "named") return isShippedIn(place.name);
  return place.kind === "unknown" ? and(isShippedIn("kube-system"), place.undecided) : false;
}

function subjectConditions(subject: Property, binding: KubernetesObject, context: Context): readonly Condition[] {
  const isAccount = subject.child("kind").is("ServiceAccount");
  if (isAccount === false) return [];
  const namespace = subject.child("namespace");
  return [
    violation(
      and(isAccount, isClusterBinding(binding) && namespace.satisfies((value) => value === undefined || value === "")),
      namespace,
      "The subject is a service account without a namespace, which nobody is.",
      { fix: "Set the subject's namespace." },
    ),
    violation(
      and(isAccount, not(exists(subject, binding, context))),
      subject.child("name"),
      "The subject is a service account that does not exist.",
      { fix: "Correct the name or the namespace, or declare the account." },
    ),
  ];
}

/** Whether a service account exists: declared, the namespace's default one, or possibly made by something opaque. */
function exists(subject: Property, binding: KubernetesObject, { graph, parameters }: Context): Truth {
  const [name, namespace] = [subject.child("name"), subject.child("namespace")];
  const place = placeOfSubject(subject, binding, graph);
  if (!place) return true;
  const undeclared: Undecided = {
    path: namespace.path,
    reason: "Kubernetes and add-ons create accounts in the namespace",
  };
  return or(
    name.is("default"),
    some(
      objectsAt(graph, serviceAccountTypes, place),
      ({ object, belongs }) => and(belongs, refersByName(graph, binding.resource, name, object)),
      hiddenAt(graph, place, name.path) ?? (place.kind === "unknown" ? place.undecided : undefined),
    ),
    and(isOfKind(place, "system", parameters), undeclared),
  );
}
