import { globMatches } from "../glob";
import type { Graph } from "../graph/graph";
import { objectsIn, refersByName, type KubernetesObject } from "../kubernetes/objects";
import { isSamePlace, placeOf, placeOfReference, type Place } from "../kubernetes/place";
import type { Property } from "../values/property";
import { and, not, or, type Truth, type Undecided } from "../values/truth";
import type { PodAccount } from "../workloads/service-account";
import { bindingTypes, isClusterBinding } from "./roles";

/** A binding that gives, or may give, its role to a service account. */
export interface Reaching {
  readonly binding: KubernetesObject;
  readonly reaches: true | Undecided;
  /** Whether a subject means the account or its namespace, and not everybody. */
  readonly names: Truth;
}

/**
 * The namespace of a subject that is a service account. A RoleBinding means its own where the subject names none; in a
 * ClusterRoleBinding such a subject is nobody, and has no place.
 */
export function placeOfSubject(subject: Property, binding: KubernetesObject, graph: Graph): Place | undefined {
  const stated = subject.child("namespace");
  if (!stated.isAbsent && stated.text() !== "") return placeOfReference(stated, binding.resource, graph);
  return isClusterBinding(binding) ? undefined : placeOf(binding, graph);
}

/** Whether a subject matches one of the globs of `rbacAllowedSubjects`, such as `Group:platform-*`. */
export function isAllowedSubject(
  subject: Property,
  binding: KubernetesObject,
  graph: Graph,
  globs: readonly string[],
): Truth {
  if (globs.length === 0) return false;
  const [kind, name] = [subject.child("kind"), subject.child("name")];
  if (kind.isUnknown) return kind.undecided;
  if (name.isUnknown) return name.undecided;
  const key = keyOf(subject, binding, graph);
  if (typeof key !== "string") return key;
  return globs.some((glob) => globMatches(glob, key));
}

/** A subject with known kind and name as `ServiceAccount:<namespace>/<name>`, `User:<name>` or `Group:<name>`. */
function keyOf(subject: Property, binding: KubernetesObject, graph: Graph): string | Undecided {
  const [kind, name] = [subject.child("kind").text() ?? "", subject.child("name").text() ?? ""];
  if (kind !== "ServiceAccount") return `${kind}:${name}`;
  const place = placeOfSubject(subject, binding, graph);
  if (place && place.kind !== "named") return unclearPlace(place);
  return `${kind}:${place?.name ?? ""}/${name}`;
}

/** Whether a service account matches one of the globs of `rbacAllowedSubjects`. */
export function isAllowedAccount(account: PodAccount, globs: readonly string[]): Truth {
  if (globs.length === 0) return false;
  const name = knownName(account);
  if (account.place.kind !== "named") return unclearPlace(account.place);
  if (name === undefined) return account.reference.undecided;
  const text = `ServiceAccount:${account.place.name}/${name}`;
  return globs.some((glob) => globMatches(glob, text));
}

/**
 * The bindings of the stack that reach a service account: by its name, by its user name, or by a group that all service
 * accounts, those of its namespace, or all who are authenticated belong to.
 */
export function bindingsReaching(account: PodAccount, graph: Graph): readonly Reaching[] {
  const { bySubject, unclear, all } = indexOf(graph);
  const name = knownName(account);
  const isMadeUp = sureDeclaration(account)?.root.at("metadata.name").isAbsent === true;
  const namespace = account.place.kind === "named" ? account.place.name : undefined;
  const keys =
    namespace === undefined || (name === undefined && !isMadeUp)
      ? undefined
      : [
          ...(name === undefined
            ? []
            : [`ServiceAccount:${namespace}/${name}`, `User:system:serviceaccount:${namespace}:${name}`]),
          ...groupsOf(namespace).map((group) => `Group:${group}`),
        ];
  const candidates = keys ? [...keys.flatMap((key) => bySubject.get(key) ?? []), ...unclear] : all;
  return [...new Set(candidates)].flatMap((binding) => {
    const subjects = binding.root.child("subjects");
    const reaches = subjects.some((subject) => isAccount(subject, binding, account, graph));
    if (reaches === false) return [];
    const names = subjects.some((subject) =>
      and(not(isEverybody(subject)), isAccount(subject, binding, account, graph)),
    );
    return [{ binding, reaches, names }];
  });
}

/** Whether a subject is a group that pods of every namespace are in. */
function isEverybody(subject: Property): Truth {
  return and(
    subject.child("kind").is("Group"),
    subject.child("name").is("system:authenticated", "system:serviceaccounts"),
  );
}

/** Whether a subject is the service account, or a group that it is in. */
function isAccount(subject: Property, binding: KubernetesObject, account: PodAccount, graph: Graph): Truth {
  const kind = subject.child("kind");
  const name = subject.child("name");
  return or(
    and(
      kind.is("ServiceAccount"),
      isNamespace(subject, binding, account.place, graph),
      isName(name, binding, account, graph),
    ),
    and(kind.is("User"), isUser(name, account)),
    and(kind.is("Group"), isGroup(name, account.place)),
  );
}

function isNamespace(subject: Property, binding: KubernetesObject, place: Place, graph: Graph): Truth {
  const stated = placeOfSubject(subject, binding, graph);
  return stated ? isSamePlace(stated, place) : false;
}

function isName(stated: Property, { resource }: KubernetesObject, account: PodAccount, graph: Graph): Truth {
  const name = knownName(account);
  if (name !== undefined && !stated.isUnknown) return stated.text() === name;
  const declaration = sureDeclaration(account);
  if (declaration) return refersByName(graph, resource, stated, declaration);
  return stated.isUnknown ? stated.undecided : account.reference.undecided;
}

/** Service accounts are users as well, under `system:serviceaccount:<namespace>:<name>`. */
function isUser(stated: Property, { place, ...account }: PodAccount): Truth {
  if (stated.isUnknown) return stated.undecided;
  const [, namespace, user] = /^system:serviceaccount:([^:]*):(.*)$/.exec(stated.text() ?? "") ?? [];
  if (namespace === undefined) return false;
  const name = knownName({ place, ...account });
  const isPlace = place.kind === "named" ? place.name === namespace : unclearPlace(place);
  return and(isPlace, name === undefined ? account.reference.undecided : name === user);
}

function isGroup(stated: Property, place: Place): Truth {
  if (place.kind === "named") return stated.is(...groupsOf(place.name));
  const [all, everybody] = [stated.is("system:serviceaccounts"), stated.is("system:authenticated")];
  const ofOne = stated.matches(/^system:serviceaccounts:/);
  return or(all, everybody, and(ofOne, unclearPlace(place)));
}

function unclearPlace(place: Place): Undecided {
  return place.kind === "unknown"
    ? place.undecided
    : { path: "metadata.namespace", reason: "the name of the namespace is not known yet" };
}

function groupsOf(namespace: string): readonly string[] {
  return ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
}

function knownName({ reference, isDefault, declarations }: PodAccount): string | undefined {
  if (isDefault === true) return "default";
  const declared = declarations
    .find(({ matches }) => matches === true)
    ?.object.root.at("metadata.name")
    .text();
  return reference.text() ?? declared;
}

function sureDeclaration({ declarations }: PodAccount): KubernetesObject | undefined {
  return declarations.find(({ matches }) => matches === true)?.object;
}

interface SubjectIndex {
  /** By `ServiceAccount:<namespace>/<name>`, `User:<name>` or `Group:<name>`. */
  readonly bySubject: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Bindings with a subject that nobody knows yet. */
  readonly unclear: readonly KubernetesObject[];
  readonly all: readonly KubernetesObject[];
}

const indices = new WeakMap<Graph, SubjectIndex>();

/** Worked out once for a graph, which never changes. */
function indexOf(graph: Graph): SubjectIndex {
  const found = indices.get(graph);
  if (found) return found;
  const bySubject = new Map<string, KubernetesObject[]>();
  const unclear: KubernetesObject[] = [];
  const all = graph.ofType(...bindingTypes).flatMap(objectsIn);
  for (const binding of all) {
    const { known, open } = binding.root.child("subjects").elements();
    const keys = known.map((subject) => keyOf(subject, binding, graph));
    const isUnclear = (subject: Property): boolean =>
      subject.child("kind").isUnknown || subject.child("name").isUnknown;
    if (open || known.some(isUnclear) || keys.some((key) => typeof key !== "string")) unclear.push(binding);
    for (const key of keys) {
      if (typeof key !== "string") continue;
      const list = bySubject.get(key);
      if (list) list.push(binding);
      else bySubject.set(key, [binding]);
    }
  }
  const index = { bySubject, unclear, all };
  indices.set(graph, index);
  return index;
}
