import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import {
  configurationTypes,
  gatewayClassTypes,
  gatewayFacesInternet,
  gatewaySettings,
  gatewayTypes,
  redirectsToHttps,
  routeTypes,
} from "../../engine/load-balancers/gateway";
import { certificate, isLoadBalancer, tlsPolicy } from "../../engine/load-balancers/service";
import { isAllowedTlsPolicy, shownTlsPolicy, tlsPolicyFix } from "../../engine/load-balancers/tls-policy";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";

const listeners = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"] as const;
const loadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"] as const;
const classicTypes = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
] as const;
const classParams = [
  "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams",
  "kubernetes:eks.amazonaws.com/v1:IngressClassParams",
] as const;
const readsOfListener = ["protocol", "port", "sslPolicy", "certificateArn", "defaultActions[]", "loadBalancerArn"];

export const listenersUseModernTls: Rule = {
  id: "NET-11",
  name: "listeners-use-modern-tls",
  title: "Load balancers speak TLS 1.2 or later and redirect what does not",
  why: "Clear text and TLS 1.0 can be read and changed by whoever is on the way.",
  fix: "Serve HTTPS, and let the HTTP listener redirect to it.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    cis: ["5.4.5"],
    fsbp: ["ELB.1", "ELB.17", "ELB.18"],
    soc2: ["CC6.7"],
    hipaa: ["312(e)(2)(ii)"],
  },
  reads: {
    [listeners[0]]: readsOfListener,
    [listeners[1]]: readsOfListener,
    [classicTypes[0]]: ["listeners[].lbProtocol"],
    [classicTypes[1]]: ["listeners[].lbProtocol"],
    "kubernetes:core/v1:Service": ["spec.type", "metadata.annotations"],
    ...Object.fromEntries(configurationTypes.map((type) => [type, ["spec.listenerConfigurations[]"]])),
    ...Object.fromEntries(gatewayTypes.map((type) => [type, ["spec.listeners[].protocol", "spec.gatewayClassName"]])),
    ...Object.fromEntries(classParams.map((type) => [type, ["spec.sslPolicy"]])),
  },
  follows: [...loadBalancers, ...gatewayClassTypes, ...routeTypes],
  check(subject, context) {
    const { type } = subject;
    const isOneOf = (types: readonly string[]): boolean => types.includes(type);
    if (isOneOf(listeners)) return ofListener(subject, context);
    if (isOneOf(classicTypes)) return ofClassic(subject);
    if (isOneOf(configurationTypes)) return ofConfiguration(subject, context);
    if (isOneOf(gatewayTypes)) return ofGateway(subject, context);
    if (isOneOf(classParams)) {
      const policy = subject.at("spec.sslPolicy");
      return policy.isAbsent ? [] : [weakPolicy(true, policy, context)];
    }
    const cert = certificate(subject);
    const speaks = and(
      isLoadBalancer(subject),
      cert.satisfies((value) => value !== undefined && value !== ""),
    );
    return speaks === false ? [] : [weakPolicy(speaks, tlsPolicy(subject), context)];
  },
};

function weakPolicy(speaks: Truth, policy: Property, { parameters }: Context): Condition {
  return violation(
    and(speaks, not(isAllowedTlsPolicy(policy, parameters))),
    policy,
    `The listener speaks TLS by ${shownTlsPolicy(policy)}, which allows old versions or weak ciphers.`,
    { fix: tlsPolicyFix },
  );
}

function ofListener(listener: Resource, context: Context): readonly Condition[] {
  const protocol = listener.at("protocol");
  const actions = listener.at("defaultActions");
  const redirects = actions.every((action) =>
    and(action.child("type").is("redirect"), action.at("redirect.protocol").is("HTTPS")),
  );
  // Application load balancers take HTTP where nothing is said; gateway load balancers have neither port nor protocol.
  const isHttp = or(protocol.is("HTTP"), and(protocol.absent(), listener.at("port").present()));
  const none = actions.satisfies((value) => value === undefined || (Array.isArray(value) && value.length === 0));
  return [
    weakPolicy(protocol.is("HTTPS", "TLS"), listener.at("sslPolicy"), context),
    violation(
      and(isHttp, or(none, not(redirects))),
      actions,
      "The HTTP listener does something else than redirecting to HTTPS.",
      { fix: 'Give the listener one default action of type "redirect" with redirect.protocol "HTTPS".' },
    ),
    violation(
      and(protocol.is("TCP", "TCP_UDP"), ofPublicNetwork(context.graph, listener)),
      protocol,
      `The listener of a network load balancer on the internet speaks ${protocol.shown()}.`,
      { fix: "Use protocol TLS with a certificate and an allowed policy." },
    ),
  ];
}

function ofPublicNetwork(graph: Graph, listener: Resource): Truth {
  const reference = listener.at("loadBalancerArn");
  const target = graph.resolve(listener, reference, ...loadBalancers);
  if (target.kind === "undecided") return target.undecided;
  if (target.kind === "outside") {
    // The ARN of a load balancer tells its type: .../loadbalancer/net/name/id.
    if (!target.value.includes(":loadbalancer/net/")) return false;
    return { path: reference.path, reason: "the load balancer is outside the stack" };
  }
  if (target.kind === "absent") return false;
  const truths = target.targets.map((balancer) =>
    and(balancer.at("loadBalancerType").is("network"), not(balancer.at("internal").isTrue())),
  );
  return target.certain
    ? (truths[0] ?? false)
    : truths.every((truth) => truth === true) ||
        (truths.every((truth) => truth === false) ? false : reference.undecided);
}

function ofClassic(balancer: Resource): readonly Condition[] {
  const list = balancer.at("listeners");
  const { known, open } = list.elements();
  return [
    violation(open ?? false, list, "A listener of the classic load balancer may speak clear text."),
    ...known.map((listener) => {
      const protocol = listener.child("lbProtocol");
      const secure = protocol.satisfies((value) => /^(https|ssl)$/i.test(String(value)));
      return violation(not(secure), protocol, `The classic load balancer listens for ${protocol.shown()}.`, {
        fix: "Use lbProtocol https or ssl with a certificate.",
      });
    }),
  ];
}

function ofConfiguration(configuration: Resource, context: Context): readonly Condition[] {
  const list = configuration.at("spec.listenerConfigurations");
  const { known, open } = list.elements();
  return [
    violation(open ?? false, list, "A listener may speak TLS by a weak policy."),
    ...known.map((listener) => {
      const policy = listener.child("sslPolicy");
      const speaks = or(policy.present(), listener.child("protocolPort").matches(/^(HTTPS|TLS):/));
      return weakPolicy(speaks, policy, context);
    }),
  ];
}

function ofGateway(gateway: Resource, { graph }: Context): readonly Condition[] {
  const settings = gatewaySettings(graph, gateway);
  const { isAlb, isNlb } = settings;
  if (isAlb === false && isNlb === false) return [];
  const list = gateway.at("spec.listeners");
  const { known, open } = list.elements();
  const conditions = known.flatMap((listener) => {
    const protocol = listener.child("protocol");
    return [
      violation(
        and(isAlb, protocol.is("HTTP"), not(redirectsToHttps(graph, gateway, listener))),
        protocol,
        "The HTTP listener of the gateway serves something else than a redirect to HTTPS.",
        { fix: "Attach one HTTPRoute with a RequestRedirect filter to scheme https to the listener." },
      ),
      violation(
        and(isNlb, protocol.is("TCP"), gatewayFacesInternet(settings)),
        protocol,
        "The listener of a network load balancer on the internet speaks TCP.",
        { fix: "Use protocol TLS with a certificate and an allowed policy." },
      ),
    ];
  });
  return [violation(and(or(isAlb, isNlb), open ?? false), list, "A listener may speak clear text."), ...conditions];
}
