import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { placeOfResource } from "../kubernetes/place";
import { opaqueIn } from "../kubernetes/hidden-objects";
import type { Property } from "../values/property";
import { and, isUndecided, or, some, type Truth, type Undecided } from "../values/truth";
import { annotation } from "./annotations";

export const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";
export const ingressClassType = "kubernetes:networking.k8s.io/v1:IngressClass";
export const paramsTypes = [
  "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
  "kubernetes:eks.amazonaws.com/v1:IngressClassParams",
] as const;

const alb = "alb.ingress.kubernetes.io/";
const controllers = ["ingress.k8s.aws/alb", "eks.amazonaws.com/alb"] as const;

/** How an Ingress becomes an application load balancer. */
interface AlbClass {
  readonly isAlb: Truth;
  /** The parameters of its class, which prevail over annotations. */
  readonly params: Resource | undefined;
  /** Set when the class has parameters that the stack does not show. */
  readonly open: Undecided | undefined;
}

/** The Ingresses that share one application load balancer. */
export interface IngressGroup {
  readonly isAlb: Truth;
  readonly members: readonly Resource[];
  readonly params: readonly Resource[];
  /** Set when other members may hold settings that the stack does not show. */
  readonly open: Undecided | undefined;
  /** Set when the class has parameters that the stack does not show, which prevail over all that it does. */
  readonly overridden: Undecided | undefined;
}

/** The protocol of each listener that one Ingress asks for. */
export interface Listeners {
  readonly http: Truth;
  readonly https: Truth;
}

/**
 * The group of an Ingress, as the subject that speaks for it: the member with the lowest URN. Undefined for other
 * members, and for Ingresses of other controllers.
 */
export function groupOfSpeaker(graph: Graph, ingress: Resource): IngressGroup | undefined {
  const own = classOf(graph, ingress);
  if (own.isAlb === false) return undefined;
  const name = groupName(ingress, own);
  const members: Resource[] = [ingress];
  let open = name.isUnknown ? name.undecided : undefined;
  let overridden = own.open;
  const params = own.params ? [own.params] : [];
  if (!name.isAbsent) {
    for (const other of graph.ofType(ingressType)) {
      if (other === ingress) continue;
      const theirs = classOf(graph, other);
      const theirName = groupName(other, theirs);
      if (theirs.isAlb === false || theirName.isAbsent) continue;
      if (theirName.isUnknown || name.isUnknown || isUndecided(theirs.isAlb)) {
        open ??= { path: theirName.path, reason: "the group of another Ingress is not known" };
      } else if (theirName.text() === name.text()) {
        if (other.urn < ingress.urn) return undefined;
        members.push(other);
        overridden ??= theirs.open;
        if (theirs.params) params.push(theirs.params);
      }
    }
    open ??= hiddenMember(graph, members, name);
  }
  return { isAlb: own.isAlb, members, params: [...new Set(params)], open, overridden };
}

/**
 * The places that state a setting of a group: the parameters of its class alone where they do, else the annotations
 * of its members.
 */
export function statedSettings(group: IngressGroup, param: string | undefined, key: string): readonly Property[] {
  const byClass = group.params
    .map((params) => params.at(`spec.${param ?? ""}`))
    .filter((one) => param && !one.isAbsent);
  if (byClass.length > 0) return byClass;
  return group.members.map((member) => annotation(member, `${alb}${key}`)).filter((one) => !one.isAbsent);
}

/** Whether the load balancer of a group faces the internet; internal unless something says otherwise. */
export function groupFacesInternet(group: IngressGroup): Truth {
  return some(
    statedSettings(group, "scheme", "scheme"),
    (scheme) => scheme.is("internet-facing"),
    statedSettings(group, "scheme", "scheme").length === 0 ? group.open : undefined,
  );
}

/** The certificates that a group names: by its class or by its members. */
export function certificates(group: IngressGroup): readonly Property[] {
  const byClass = group.params.flatMap((params) =>
    ["certificateArn", "certificateARNs", "certificateArns"].map((key) => params.at(`spec.${key}`)),
  );
  const byMember = group.members.map((member) => annotation(member, `${alb}certificate-arn`));
  return [...byClass, ...byMember].filter((one) => !one.isAbsent);
}

/** Whether the controller can find certificates by the hosts that some member names. */
export function namesHosts(group: IngressGroup): Truth {
  return some(group.members, (member) =>
    or(
      member.at("spec.tls").some((entry) => entry.child("hosts").some((host) => host.present())),
      member.at("spec.rules").some((rule) => rule.child("host").satisfies((host) => host !== undefined && host !== "")),
    ),
  );
}

/** The listeners that a member asks for: HTTP on port 80, or HTTPS where it has a certificate, unless it lists them. */
export function listenersOf(member: Resource, group: IngressGroup): Listeners {
  const ports = annotation(member, `${alb}listen-ports`);
  if (ports.isUnknown) return { http: ports.undecided, https: ports.undecided };
  if (!ports.isAbsent) {
    const list = ports.json();
    const has = (protocol: string): Truth => list?.some((entry) => entry.child(protocol).present()) ?? false;
    return { http: has("HTTP"), https: has("HTTPS") };
  }
  const own = annotation(member, `${alb}certificate-arn`);
  const byClass = certificates({ ...group, members: [] });
  if (byClass.length > 0 || !own.isAbsent) return { http: false, https: true };
  return { http: true, https: false };
}

export function listenPorts(member: Resource): Property {
  return annotation(member, `${alb}listen-ports`);
}

function groupName(ingress: Resource, { params }: AlbClass): Property {
  const byClass = params?.at("spec.group.name");
  return byClass && !byClass.isAbsent ? byClass : annotation(ingress, `${alb}group.name`);
}

/** A chart in a namespace of the group may add an Ingress to it. */
function hiddenMember(graph: Graph, members: readonly Resource[], name: Property): Undecided | undefined {
  const hidden = members.some((member) => {
    const place = placeOfResource(member, graph);
    return place.kind === "named" && opaqueIn(place.name, graph).length > 0;
  });
  return hidden ? { path: name.path, reason: "an opaque resource may hold a member of the group" } : undefined;
}

function classOf(graph: Graph, ingress: Resource): AlbClass {
  const stated = ingress.at("spec.ingressClassName");
  const className = stated.isAbsent ? annotation(ingress, "kubernetes.io/ingress.class") : stated;
  if (className.isAbsent) return defaultClass(graph);
  const target = graph.resolve(ingress, className, ingressClassType);
  if (target.kind === "resolved" && target.certain && target.targets[0]) return ofClass(graph, target.targets[0]);
  if (className.text() === "alb") return { isAlb: true, params: undefined, open: undefined };
  const reason = "the class of the Ingress is not in the stack";
  const unclear = target.kind === "undecided" ? target.undecided : { path: className.path, reason };
  return { isAlb: unclear, params: undefined, open: unclear };
}

function ofClass(graph: Graph, ingressClass: Resource): AlbClass {
  const isAlb = ingressClass.at("spec.controller").is(...controllers);
  const name = ingressClass.at("spec.parameters").child("name");
  const target = graph.resolve(ingressClass, name, ...paramsTypes);
  if (target.kind === "absent") return { isAlb, params: undefined, open: undefined };
  if (target.kind === "resolved" && target.certain) return { isAlb, params: target.targets[0], open: undefined };
  const reason = "the parameters of the class are not in the stack";
  const open = target.kind === "undecided" ? target.undecided : { path: name.path, reason };
  return { isAlb, params: undefined, open };
}

/** Without a class an Ingress takes the default one of the cluster, where there is one. */
function defaultClass(graph: Graph): AlbClass {
  const candidates = graph.ofType(ingressClassType).map((ingressClass) => ({
    ingressClass,
    isDefault: annotation(ingressClass, "ingressclass.kubernetes.io/is-default-class").isTrue(),
  }));
  const certain = candidates.find(({ isDefault }) => isDefault === true);
  if (certain) return ofClass(graph, certain.ingressClass);
  const possible = candidates.find(({ isDefault }) => isDefault !== false);
  if (!possible) return { isAlb: false, params: undefined, open: undefined };
  const found = ofClass(graph, possible.ingressClass);
  return { ...found, isAlb: and(possible.isDefault, found.isAlb) };
}
