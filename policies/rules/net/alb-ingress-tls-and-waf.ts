import type { Resource } from "../../engine/graph/resource";
import {
  configurationTypes,
  gatewayClassTypes,
  gatewayFacesInternet,
  gatewaySettings,
  gatewayTypes,
  listenerConfiguration,
  routeTypes,
  setting,
} from "../../engine/load-balancers/gateway";
import {
  certificates,
  groupFacesInternet,
  groupOfSpeaker,
  ingressClassType,
  ingressType,
  listenersOf,
  namesHosts,
  paramsTypes,
  statedSettings,
} from "../../engine/load-balancers/ingress";
import { isAllowedTlsPolicy, shownTlsPolicy, tlsPolicyFix } from "../../engine/load-balancers/tls-policy";
import { hasNoWebAcl, namesEmptyWebAcl, webAclTypes } from "../../engine/load-balancers/web-acl";
import { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const annotations = "metadata.annotations.alb.ingress.kubernetes.io";

const noHttps = "The load balancer has no HTTPS listener.";
const noCertificate = "The HTTPS listener names no certificate, and no host that one could be found by.";
const noWebAcl = "The load balancer faces the internet without a web ACL.";
const emptyWebAcl = "The web ACL of the load balancer has no rule.";
const webAclFix = {
  level: "production",
  fix: "Name a web ACL with rules: the annotation wafv2-acl-arn, or the class.",
} as const;
const rulesFix = {
  level: "production",
  fix: "Add rules to the web ACL, such as AWSManagedRulesCommonRuleSet.",
} as const;

export const albIngressTlsAndWaf: Rule = {
  id: "NET-12",
  name: "alb-ingress-tls-and-waf",
  title: "Application load balancers of Ingresses and Gateways serve HTTPS, behind a web ACL where they are public",
  why: "An Ingress without annotations serves clear text, and a public one without a web ACL takes every known attack unfiltered.",
  fix: 'List HTTPS in the annotation listen-ports, as [{"HTTPS": 443}], with a certificate.',
  level: "mandatory",
  scope: "stack",
  references: {
    cis: ["5.4.5"],
    fsbp: ["ELB.1", "ELB.17", "WAF.10"],
    securityHub: ["ELB.16"],
    soc2: ["CC6.6", "CC6.7"],
    hipaa: ["312(e)(1)", "312(e)(2)(ii)"],
  },
  reads: {
    [ingressType]: ["metadata.annotations", "spec.ingressClassName", "spec.tls[].hosts", "spec.rules[].host"],
    ...Object.fromEntries(gatewayTypes.map((type) => [type, ["spec.gatewayClassName", "spec.listeners"]])),
  },
  follows: [
    ingressClassType,
    ...paramsTypes,
    ...gatewayClassTypes,
    ...configurationTypes,
    ...routeTypes,
    ...webAclTypes,
  ],
  check: (subject, context) =>
    subject.type === ingressType ? ofIngress(subject, context) : ofGateway(subject, context),
};

function ofIngress(ingress: Resource, { graph, parameters }: Context): readonly Condition[] {
  const group = groupOfSpeaker(graph, ingress);
  if (!group) return [];
  const { isAlb, members, open } = group;
  const listeners = members.map((member) => listenersOf(member, group));
  const https = some(listeners, (one) => one.https, open);
  const http = some(listeners, (one) => one.http);
  const redirect = statedSettings(group, "sslRedirectPort", "ssl-redirect");
  const policies = statedSettings(group, "sslPolicy", "ssl-policy");
  const [policy = new Property(undefined, `${annotations}/ssl-policy`)] = policies;
  const acls = [
    ...statedSettings(group, "wafv2AclArn", "wafv2-acl-arn"),
    ...statedSettings(group, "wafv2AclName", "wafv2-acl-name"),
  ];
  const [acl = new Property(undefined, `${annotations}/wafv2-acl-arn`)] = acls;
  const isEmpty = (values: readonly Property[]): Truth =>
    not(some(values, (value) => value.satisfies((known) => known !== undefined && known !== ""), open));
  const weak: Truth =
    policies.length === 0 ? (open ?? true) : some(policies, (one) => not(isAllowedTlsPolicy(one, parameters)));
  const conditions = [
    violation(not(https), `${annotations}/listen-ports`, noHttps),
    violation(
      and(https, http, isEmpty(redirect)),
      `${annotations}/ssl-redirect`,
      "The HTTP listener of the load balancer does not redirect to HTTPS.",
      { fix: 'Set the annotation ssl-redirect to "443".' },
    ),
    violation(
      and(https, isEmpty(certificates(group)), not(namesHosts(group))),
      `${annotations}/certificate-arn`,
      noCertificate,
      {
        fix: "Set the annotation certificate-arn, or name the hosts in spec.tls.",
      },
    ),
    violation(
      and(https, weak),
      pathOn(ingress, policy, members, "ssl-policy"),
      `The load balancer speaks TLS by ${shownTlsPolicy(policy)}, which allows old versions or weak ciphers.`,
      {
        fix: tlsPolicyFix,
      },
    ),
    violation(
      and(groupFacesInternet(group), hasNoWebAcl(graph, [...members, ...group.params], acls, open)),
      pathOn(ingress, acl, members, "wafv2-acl-arn"),
      noWebAcl,
      webAclFix,
    ),
    violation(
      and(
        groupFacesInternet(group),
        some(acls, (one) => some(members, (member) => namesEmptyWebAcl(graph, member, one))),
      ),
      pathOn(ingress, acl, members, "wafv2-acl-arn"),
      emptyWebAcl,
      rulesFix,
    ),
  ];
  return conditions.map((condition) => ({ ...condition, when: and(isAlb, group.overridden ?? condition.when) }));
}

/** Settings of the class or of another member are reported at the annotation that this Ingress could have. */
function pathOn(ingress: Resource, property: Property, members: readonly Resource[], key: string): string {
  const isOwn = members[0] === ingress && property.path.startsWith("metadata.");
  return isOwn ? property.path : `${annotations}/${key}`;
}

function ofGateway(gateway: Resource, context: Context): readonly Condition[] {
  const { graph, parameters } = context;
  const settings = gatewaySettings(graph, gateway);
  const { isAlb, open } = settings;
  if (isAlb === false) return [];
  const list = gateway.at("spec.listeners");
  const { known, open: more } = list.elements();
  const https = some(known, (listener) => listener.child("protocol").is("HTTPS"), more);
  const acl = setting(settings, "wafV2.webACL");
  const named = acl && !acl.isAbsent ? [acl] : [];
  const path = "spec.infrastructure.parametersRef";
  const conditions = [
    violation(not(https), list, noHttps, { fix: "Add a listener with protocol HTTPS to spec.listeners." }),
    ...known.flatMap((listener) => {
      const speaks = listener.child("protocol").is("HTTPS");
      const port = listener.child("port");
      const configuration = listenerConfiguration(settings, `HTTPS:${String(port.raw)}`);
      const policy = configuration instanceof Property ? configuration.child("sslPolicy") : undefined;
      const weak: Truth = policy
        ? not(isAllowedTlsPolicy(policy, parameters))
        : configuration !== undefined && !(configuration instanceof Property)
          ? configuration
          : true;
      const unclearPort: Truth = port.isUnknown ? port.undecided : true;
      return [
        violation(
          and(speaks, unclearPort, weak),
          listener,
          `The listener speaks TLS by ${policy ? shownTlsPolicy(policy) : "the default policy ELBSecurityPolicy-2016-08"}, which allows old versions or weak ciphers.`,
          {
            fix: `Add a listener configuration with an allowed sslPolicy to the LoadBalancerConfiguration. ${tlsPolicyFix}`,
          },
        ),
        violation(
          and(speaks, not(hasCertificate(context, gateway, listener, configuration))),
          listener.child("hostname"),
          noCertificate,
          {
            fix: "Set the listener's hostname, or defaultCertificate in its listener configuration.",
          },
        ),
      ];
    }),
    violation(
      and(
        gatewayFacesInternet(settings),
        hasNoWebAcl(graph, settings.configurations, named, named.length === 0 ? open : undefined),
      ),
      path,
      noWebAcl,
      {
        ...webAclFix,
        fix: "Set wafV2.webACL in the LoadBalancerConfiguration.",
      },
    ),
    violation(
      and(
        gatewayFacesInternet(settings),
        some(named, (one) => some(settings.configurations, (from) => namesEmptyWebAcl(graph, from, one))),
      ),
      path,
      emptyWebAcl,
      rulesFix,
    ),
  ];
  return conditions.map((condition) => ({ ...condition, when: and(isAlb, condition.when) }));
}

/** A certificate of the configuration, or a hostname of the listener or of one of its routes to find one by. */
function hasCertificate(
  { graph }: Context,
  gateway: Resource,
  listener: Property,
  configuration: ReturnType<typeof listenerConfiguration>,
): Truth {
  const stated: Truth =
    configuration instanceof Property
      ? or(
          configuration.child("defaultCertificate").present(),
          configuration.child("certificates").some(() => true),
        )
      : (configuration ?? false);
  const hostname = listener.child("hostname").satisfies((value) => value !== undefined && value !== "");
  const attached = graph.ofType(...routeTypes).map((route) => ({
    route,
    applies: route.at("spec.parentRefs").some((parent) => graph.refersTo(route, parent.child("name"), gateway)),
  }));
  const elsewhere = { path: listener.path, reason: "the routes of the listener are not in the stack" };
  const byRoute = some(
    attached,
    ({ route, applies }) =>
      and(
        applies,
        route.at("spec.hostnames").some(() => true),
      ),
    attached.some(({ applies }) => applies === true) ? undefined : elsewhere,
  );
  return or(stated, hostname, byRoute);
}
