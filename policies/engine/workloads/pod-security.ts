import { globMatches } from "../glob";
import type { Graph } from "../graph/graph";
import type { Place } from "../kubernetes/place";
import type { Parameters } from "../parameters";
import { containersOf, namespaceOfPod, podsOf, podTypes, type Pod } from "./pods";
import type { Property } from "../values/property";
import { violation, type Condition, type Context, type Rule } from "../rule";
import { and, not, or, type Truth, type Undecided } from "../values/truth";

/** A level of the Pod Security Standards that asks something of pods. */
export type Standard = "baseline" | "restricted";

/** How much each level asks for. */
export const strictness: Readonly<Record<string, number>> = { privileged: 0, baseline: 1, restricted: 2 };

/** The version that a pod is held to, as admission would. */
export interface PolicyVersion {
  /** Whether the version is at least this minor of Kubernetes 1. */
  atLeast(minor: number): Truth;
}

/** What a Pod Security rule adds to a rule record. */
export interface PodSecurityRule extends Omit<Rule, "level" | "scope" | "reads" | "follows" | "check"> {
  readonly standard: Standard;
  /** First minor whose policy has the check; default: all. */
  readonly since?: number;
  /** For baseline checks that a restricted one replaces: the first minor in which it does. */
  readonly replacedSince?: number;
  /** The fields that the check restricts, relative to the pod. */
  readonly fields: readonly string[];
  readonly check: (pod: Pod, version: PolicyVersion) => readonly Condition[];
}

/**
 * A rule of the Pod Security Standards: judged on every object that holds pods, at the stricter of the level that the
 * parameters and the namespace's own label ask for.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityRule({
  standard,
  since = 0,
  replacedSince,
  fields,
  check,
  ...record
}: PodSecurityRule): Rule {
  return {
    ...record,
    level: "mandatory",
    scope: "resource and stack",
    reads: Object.fromEntries(podTypes.map((type) => [type, fields])),
    follows: ["kubernetes:core/v1:Namespace"],
    check: (resource, context) =>
      podsOf(resource).flatMap((pod) => {
        const { demands, version } = admissionOf(pod, context);
        const demanded = demands(standard);
        if (demanded === false) return [];
        const replaced =
          replacedSince === undefined ? false : and(demands("restricted"), version.atLeast(replacedSince));
        const applies = and(demanded, version.atLeast(since), not(replaced));
        if (applies === false) return [];
        // A pod without anything to object to is still a pod that was judged.
        const conditions = [...check(pod, version), violation(false, pod.spec, "")];
        if (applies === true) return conditions;
        return conditions.map((condition) => ({ ...condition, when: and(applies, condition.when) }));
      }),
  };
}

/** What each container is judged by, and one more condition where there may be containers that nobody sees yet. */
export function eachContainer(pod: Pod, judge: (container: Property) => readonly Condition[]): readonly Condition[] {
  const { known, open } = containersOf(pod);
  const conditions = known.flatMap(judge);
  return open ? [...conditions, violation(open, open.path, "A container may break the rule.")] : conditions;
}

/** A container's name for a message: quoted, or its place where the name is secret or missing. */
export function nameOf(container: Property): string {
  const name = container.child("name");
  return name.isSecret || name.text() === undefined
    ? `The container at ${container.path}`
    : `Container "${name.text() ?? ""}"`;
}

/** Windows pods are exempt from what Windows has no notion of. Only `spec.os.name` says that a pod is one. */
export function isWindows(pod: Pod): Truth {
  return pod.spec.at("os.name").is("windows");
}

/** Pods in a user namespace of their own may do more, since root in them is nobody outside. */
export function hasUserNamespace(pod: Pod, version: PolicyVersion): Truth {
  return and(version.atLeast(35), pod.spec.child("hostUsers").is(false));
}

/** What a namespace asks of a pod. */
interface Admission {
  /** Whether the pod is held to a standard. */
  readonly demands: (standard: Standard) => Truth;
  readonly version: PolicyVersion;
}

/** Each rule of both standards asks, always with the parameters of the run. */
const admissions = new WeakMap<Pod, { readonly parameters: Parameters; readonly admission: Admission }>();

function admissionOf(pod: Pod, context: Context): Admission {
  const known = admissions.get(pod);
  if (known?.parameters === context.parameters) return known.admission;
  const admission = readAdmission(pod, context);
  admissions.set(pod, { parameters: context.parameters, admission });
  return admission;
}

/** The level that a namespace of this name holds pods to: the stricter of its label in the stack and of the parameters. */
export function levelOf(name: string, graph: Graph, parameters: Parameters): string {
  const configured = configuredLevel(name, parameters);
  const label = namespacesIn(graph).byName.get(name)?.enforce.text() ?? "privileged";
  return (strictness[label] ?? 0) > (strictness[configured] ?? 0) ? label : configured;
}

/** Whether the level that holds in a place asks for a standard: by the parameters or by the namespace's own label. */
export function demandsOf(place: Place, context: Context): (standard: Standard) => Truth {
  return demandsIn(place.kind === "named" ? place.name : undecidedName(place), context);
}

function undecidedName(place: Exclude<Place, { kind: "named" }>): Undecided {
  if (place.kind === "unknown") return place.undecided;
  return { path: "metadata.namespace", reason: "the name of the namespace is not known yet" };
}

function demandsIn(name: string | Undecided, context: Context): (standard: Standard) => Truth {
  const labels = namespaceLabels(name, context);
  const configured = typeof name === "string" ? configuredLevel(name, context.parameters) : undefined;
  const demanded = (standard: Standard): Truth => {
    const wanted = strictness[standard] ?? 0;
    const byParameters = configured === undefined ? unclear(name) : (strictness[configured] ?? 0) >= wanted;
    return or(
      byParameters,
      labels.some(({ enforce }) => enforce.satisfies((level) => (strictness[String(level)] ?? 0) >= wanted)),
    );
  };
  const [baseline, restricted] = [demanded("baseline"), demanded("restricted")];
  return (standard) => (standard === "baseline" ? baseline : restricted);
}

function readAdmission(pod: Pod, context: Context): Admission {
  const name = namespaceOfPod(pod, context.graph);
  const labels = namespaceLabels(name, context);
  const pinned = versionOf(context.parameters.pssVersion);
  const version: PolicyVersion = {
    // Versions before 1.25, the first with Pod Security admission as a stable feature, are judged as 1.25.
    atLeast: (minor) =>
      minor <= 25 || labels.version(({ enforceVersion }) => atLeast(enforceVersion, minor), pinned >= minor),
  };
  return { demands: demandsIn(name, context), version };
}

interface Labels {
  readonly enforce: Property;
  readonly enforceVersion: Property;
}

/** A namespace that the stack declares, with its Pod Security labels. */
interface DeclaredNamespace extends Labels {
  readonly name: Property;
}

interface DeclaredNamespaces {
  readonly byName: ReadonlyMap<string, DeclaredNamespace>;
  /** Those whose name is not known yet: each may be any. */
  readonly unnamed: readonly DeclaredNamespace[];
}

const declaredNamespaces = new WeakMap<Graph, DeclaredNamespaces>();

/** The namespaces of a stack, indexed once: every pod asks for its own. */
function namespacesIn(graph: Graph): DeclaredNamespaces {
  const known = declaredNamespaces.get(graph);
  if (known) return known;
  const all = graph.ofType("kubernetes:core/v1:Namespace").map((namespace) => {
    const labels = namespace.at("metadata.labels");
    return {
      name: namespace.at("metadata.name"),
      enforce: labels.child("pod-security.kubernetes.io/enforce"),
      enforceVersion: labels.child("pod-security.kubernetes.io/enforce-version"),
    };
  });
  const found = {
    byName: new Map(all.map((namespace) => [namespace.name.text() ?? "", namespace])),
    unnamed: all.filter(({ name }) => name.isUnknown),
  };
  declaredNamespaces.set(graph, found);
  return found;
}

/** The Pod Security labels of a pod's namespace, where the stack declares it. */
function namespaceLabels(name: string | Exclude<Truth, boolean>, { graph }: Context) {
  const { byName, unnamed } = namespacesIn(graph);
  const own = typeof name === "string" ? byName.get(name) : undefined;
  const mayBe: Truth = unclear(name);
  const unseen: Truth = !graph.complete || typeof name !== "string" ? unclear(name) : false;
  return {
    some: (judge: (labels: Labels) => Truth): Truth => {
      if (own) return judge(own);
      return or(unseen, ...unnamed.map((candidate) => and(mayBe, judge(candidate))));
    },
    version: (judge: (labels: Labels) => Truth | undefined, otherwise: boolean): Truth => {
      if (own) return judge(own) ?? otherwise;
      if (unseen !== false) return unseen;
      const possible = unnamed.map((candidate) => judge(candidate) ?? otherwise);
      return possible.every((truth) => truth === otherwise) ? otherwise : unclear(name);
    },
  };
}

/** Whether an `enforce-version` label asks for at least a minor; undefined where there is none. */
function atLeast(label: Property, minor: number): Truth | undefined {
  return label.isAbsent ? undefined : label.satisfies((value) => versionOf(String(value)) >= minor);
}

/** The minor of `v1.37`, or more than any for `latest` and for what admission would take as latest. */
function versionOf(text: string): number {
  return Number(/^v1\.(\d+)$/.exec(text)?.[1] ?? Number.POSITIVE_INFINITY);
}

/** The level of the glob that says most about the namespace. */
export function configuredLevel(namespace: string, { podSecurityLevels }: Parameters): string {
  const matching = Object.entries(podSecurityLevels)
    .filter(([glob]) => globMatches(glob, namespace))
    .sort(([a], [b]) => b.replaceAll("*", "").length - a.replaceAll("*", "").length);
  return matching[0]?.[1] ?? "baseline";
}

function unclear(name: string | Exclude<Truth, boolean>): Exclude<Truth, boolean> {
  return typeof name === "string"
    ? { path: "metadata.namespace", reason: "the namespace's labels are not known yet" }
    : name;
}
