import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import { and, every, not, or, some, type Truth, type Undecided } from "../values/truth";

export const gatewayTypes = [
  "kubernetes:gateway.networking.k8s.io/v1:Gateway",
  "kubernetes:gateway.networking.k8s.io/v1beta1:Gateway",
] as const;
export const gatewayClassTypes = [
  "kubernetes:gateway.networking.k8s.io/v1:GatewayClass",
  "kubernetes:gateway.networking.k8s.io/v1beta1:GatewayClass",
] as const;
export const configurationTypes = [
  "kubernetes:gateway.k8s.aws/v1:LoadBalancerConfiguration",
  "kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfiguration",
] as const;
export const routeTypes = [
  "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
  "kubernetes:gateway.networking.k8s.io/v1beta1:HTTPRoute",
] as const;

/** How a Gateway becomes a load balancer of AWS. */
export interface GatewaySettings {
  /** Whether its class is that of the AWS Load Balancer Controller for this kind of load balancer. */
  readonly isAlb: Truth;
  readonly isNlb: Truth;
  /** The configurations that apply, in the order in which they prevail. */
  readonly configurations: readonly Resource[];
  /** Set when a configuration is named that the stack does not show. */
  readonly open: Undecided | undefined;
}

export function gatewaySettings(graph: Graph, gateway: Resource): GatewaySettings {
  const className = gateway.at("spec.gatewayClassName");
  const target = graph.resolve(gateway, className, ...gatewayClassTypes);
  const own = configurationOf(graph, gateway, gateway.at("spec.infrastructure.parametersRef"));
  if (target.kind !== "resolved" || !target.targets[0]) {
    const reason = "the class of the gateway is not in the stack";
    const unclear = target.kind === "undecided" ? target.undecided : { path: className.path, reason };
    return { isAlb: unclear, isNlb: unclear, configurations: own.found, open: own.open ?? unclear };
  }
  const [gatewayClass] = target.targets;
  const controller = gatewayClass.at("spec.controllerName");
  const shared = configurationOf(graph, gatewayClass, gatewayClass.at("spec.parametersRef"));
  const gatewayFirst = shared.found[0]?.at("spec.mergingMode").text() === "prefer-gateway";
  return {
    isAlb: controller.is("gateway.k8s.aws/alb"),
    isNlb: controller.is("gateway.k8s.aws/nlb"),
    configurations: gatewayFirst ? [...own.found, ...shared.found] : [...shared.found, ...own.found],
    open: own.open ?? shared.open,
  };
}

function configurationOf(
  graph: Graph,
  from: Resource,
  reference: Property,
): { readonly found: readonly Resource[]; readonly open: Undecided | undefined } {
  const name = reference.child("name");
  if (reference.isAbsent) return { found: [], open: undefined };
  const target = graph.resolve(from, name, ...configurationTypes);
  if (target.kind === "resolved" && target.certain) return { found: target.targets, open: undefined };
  const reason = "the load balancer configuration is not in the stack";
  return { found: [], open: target.kind === "undecided" ? target.undecided : { path: name.path, reason } };
}

/** The property that decides a setting, among those of the configurations; absent where none states it. */
export function setting({ configurations }: GatewaySettings, path: string): Property | undefined {
  const stated = configurations.map((configuration) => configuration.at(`spec.${path}`));
  return stated.find((property) => !property.isAbsent) ?? stated[0];
}

/** Whether the load balancer faces the internet; internal unless a configuration says otherwise. */
export function gatewayFacesInternet(settings: GatewaySettings): Truth {
  const scheme = setting(settings, "scheme");
  if (scheme && !scheme.isAbsent) return scheme.is("internet-facing");
  return settings.open ?? false;
}

/** The configuration of the listener on one protocol and port, such as `HTTPS:443`. */
export function listenerConfiguration(
  settings: GatewaySettings,
  protocolPort: string,
): Property | Undecided | undefined {
  for (const configuration of settings.configurations) {
    const { known, open } = configuration.at("spec.listenerConfigurations").elements();
    const unclear = open ?? known.find((one) => one.child("protocolPort").isUnknown)?.child("protocolPort").undecided;
    const found = known.find((one) => one.child("protocolPort").text() === protocolPort);
    if (found) return found;
    if (unclear) return unclear;
  }
  return settings.open;
}

/**
 * Whether all that a listener serves is a redirect to HTTPS, by the routes of the stack that are attached to it.
 * Without any the listener is no use, or its routes stand elsewhere.
 */
export function redirectsToHttps(graph: Graph, gateway: Resource, listener: Property): Truth {
  const attached = graph
    .ofType(...routeTypes)
    .map((route) => ({ route, applies: isAttached(graph, route, gateway, listener) }))
    .filter(({ applies }) => applies !== false);
  const elsewhere = { path: listener.path, reason: "the routes of the listener are not in the stack" };
  return every(
    attached,
    ({ route, applies }) => or(not(applies), routeRedirects(route)),
    attached.some(({ applies }) => applies === true) ? undefined : elsewhere,
  );
}

function isAttached(graph: Graph, route: Resource, gateway: Resource, listener: Property): Truth {
  return route.at("spec.parentRefs").some((parent) => {
    const section = parent.child("sectionName");
    const named: Truth = section.isAbsent
      ? true
      : section.satisfies((value) => value === listener.child("name").text());
    return and(graph.refersTo(route, parent.child("name"), gateway), named);
  });
}

function routeRedirects(route: Resource): Truth {
  return route
    .at("spec.rules")
    .every((rule) =>
      some(
        rule.child("filters").elements().known,
        (filter) => and(filter.child("type").is("RequestRedirect"), filter.at("requestRedirect.scheme").is("https")),
        rule.child("filters").elements().open,
      ),
    );
}
