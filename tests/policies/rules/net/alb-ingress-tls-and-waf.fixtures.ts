import { unknown } from "../../../../policies/engine/values/value";
import { albIngressTlsAndWaf } from "../../../../policies/rules/net/alb-ingress-tls-and-waf";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const prefix = "alb.ingress.kubernetes.io/";
const good = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
const secure = {
  "listen-ports": '[{"HTTPS": 443}]',
  "certificate-arn": "arn:aws:acm:eu-west-1:111122223333:certificate/x",
  "ssl-policy": good,
};
const ingress = (settings: Inputs, spec: Inputs = {}, name = "i") =>
  resource("kubernetes:networking.k8s.io/v1:Ingress", name, {
    metadata: {
      name,
      namespace: "shop",
      annotations: Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${prefix}${key}`, value])),
    },
    spec: { ingressClassName: "alb", ...spec },
  });
const ingressClass = (spec: Inputs, annotations: Inputs = {}) =>
  resource("kubernetes:networking.k8s.io/v1:IngressClass", "class", {
    metadata: { name: "public", annotations },
    spec: { controller: "ingress.k8s.aws/alb", ...spec },
  });
const parameters = { parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: "public-params" } };
const params = (spec: Inputs) =>
  resource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "params", {
    metadata: { name: "public-params" },
    spec,
  });
const acl = (inputs: Inputs) => resource("aws:wafv2/webAcl:WebAcl", "acl", { name: "acl", ...inputs });
const open = { scheme: "internet-facing" };
const at = (key: string): string => `metadata.annotations.${prefix}${key}`;
const chart = resource("kubernetes:helm.sh/v3:Release", "r", { namespace: "shop" });

const gatewayClass = resource("kubernetes:gateway.networking.k8s.io/v1:GatewayClass", "gc", {
  metadata: { name: "aws" },
  spec: { controllerName: "gateway.k8s.aws/alb" },
});
const configuration = (spec: Inputs) =>
  resource("kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfiguration", "lbc", { metadata: { name: "lbc" }, spec });
const gateway = (...listeners: Inputs[string][]) =>
  resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "gw", {
    metadata: { name: "gw" },
    spec: {
      gatewayClassName: "aws",
      infrastructure: { parametersRef: { group: "gateway.k8s.aws", kind: "LoadBalancerConfiguration", name: "lbc" } },
      listeners,
    },
  });
const https = { name: "https", protocol: "HTTPS", port: 443, hostname: "shop.example.com" };
const modern = { listenerConfigurations: [{ protocolPort: "HTTPS:443", sslPolicy: good }] };

export const fixtures: RuleFixtures = {
  rule: albIngressTlsAndWaf,
  passes: [
    { when: "an internal load balancer serves HTTPS", resources: [ingress(secure)] },
    {
      when: "a certificate alone makes the listener HTTPS",
      resources: [ingress({ "certificate-arn": "arn", "ssl-policy": good })],
    },
    {
      when: "a certificate is found by host",
      resources: [
        ingress({ "listen-ports": '[{"HTTPS": 443}]', "ssl-policy": good }, { tls: [{ hosts: ["shop.example.com"] }] }),
      ],
    },
    {
      when: "HTTP redirects",
      resources: [ingress({ ...secure, "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]', "ssl-redirect": "443" })],
    },
    {
      when: "a public one is behind a web ACL of elsewhere",
      resources: [
        ingress({ ...secure, ...open, "wafv2-acl-arn": "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/x/0123" }),
      ],
    },
    {
      when: "a public one is behind a web ACL of the stack with rules",
      resources: [acl({ rules: [{ name: "r" }] }), ingress({ ...secure, ...open, "wafv2-acl-arn": outputOf(acl({})) })],
    },
    {
      when: "the web ACL's rules are JSON",
      resources: [acl({ ruleJson: '[{"Name":"r"}]' }), ingress({ ...secure, ...open, "wafv2-acl-name": "acl" })],
    },
    {
      when: "the settings are spread over the group",
      resources: [
        ingress({ "group.name": "g", "listen-ports": '[{"HTTPS": 443}]', "ssl-policy": good }, {}, "a"),
        ingress({ ...open, "group.name": "g", "certificate-arn": "arn", "wafv2-acl-arn": "arn" }, {}, "b"),
      ],
    },
    {
      when: "the class states them",
      resources: [
        ingressClass(parameters),
        params({
          scheme: "internet-facing",
          certificateArn: ["arn"],
          sslPolicy: good,
          wafv2AclArn: "arn",
          sslRedirectPort: "443",
        }),
        ingress(
          { "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]', "ssl-policy": "ELBSecurityPolicy-2016-08" },
          { ingressClassName: "public" },
        ),
      ],
    },
    {
      when: "a gateway serves HTTPS by a modern policy",
      resources: [gatewayClass, configuration(modern), gateway(https)],
    },
    {
      when: "a public gateway is behind a web ACL",
      resources: [
        gatewayClass,
        configuration({ ...modern, scheme: "internet-facing", wafV2: { webACL: "arn" } }),
        gateway(https),
      ],
    },
  ],
  fails: [
    { when: "nothing is said", resources: [ingress({})], paths: [at("listen-ports")], level: "mandatory" },
    {
      when: "the class is named by the older annotation",
      resources: [
        resource("kubernetes:networking.k8s.io/v1:Ingress", "i", {
          metadata: { annotations: { "kubernetes.io/ingress.class": "alb" } },
        }),
      ],
      paths: [at("listen-ports")],
    },
    {
      when: "the default class is that of the controller",
      resources: [
        ingressClass({}, { "ingressclass.kubernetes.io/is-default-class": "true" }),
        ingress({}, { ingressClassName: undefined }),
      ],
      paths: [at("listen-ports")],
    },
    {
      when: "Auto Mode's class is named",
      resources: [ingressClass({ controller: "eks.amazonaws.com/alb" }), ingress({}, { ingressClassName: "public" })],
      paths: [at("listen-ports")],
    },
    {
      when: "only HTTP is listed",
      resources: [ingress({ ...secure, "listen-ports": '[{"HTTP": 80}]' })],
      paths: [at("listen-ports")],
    },
    {
      when: "HTTP does not redirect",
      resources: [ingress({ ...secure, "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' })],
      paths: [at("ssl-redirect")],
    },
    {
      when: "there is neither certificate nor host",
      resources: [ingress({ "listen-ports": '[{"HTTPS": 443}]', "ssl-policy": good })],
      paths: [at("certificate-arn")],
    },
    {
      when: "the policy is the default one",
      resources: [ingress({ "certificate-arn": "arn" })],
      paths: [at("ssl-policy")],
    },
    {
      when: "the policy is old",
      resources: [ingress({ ...secure, "ssl-policy": "ELBSecurityPolicy-2016-08" })],
      paths: [at("ssl-policy")],
      level: "mandatory",
    },
    {
      when: "a public one has no web ACL",
      resources: [ingress({ ...secure, ...open })],
      paths: [at("wafv2-acl-arn")],
      level: "production",
    },
    {
      when: "the web ACL is none",
      resources: [ingress({ ...secure, ...open, "wafv2-acl-arn": "none" })],
      paths: [at("wafv2-acl-arn")],
      level: "production",
    },
    {
      when: "the web ACL has no rule",
      resources: [acl({ rules: [] }), ingress({ ...secure, ...open, "wafv2-acl-arn": outputOf(acl({})) })],
      paths: [at("wafv2-acl-arn")],
      level: "production",
    },
    {
      when: "the class opens it",
      resources: [
        ingressClass(parameters),
        params({ scheme: "internet-facing" }),
        ingress({ ...secure, scheme: "internal" }, { ingressClassName: "public" }),
      ],
      paths: [at("wafv2-acl-arn")],
    },
    {
      when: "no member of the group has a policy",
      resources: [
        ingress({ ...secure, "ssl-policy": undefined, "group.name": "g" }, {}, "a"),
        ingress({ ...secure, "ssl-policy": undefined, "group.name": "g" }, {}, "b"),
      ],
      paths: [at("ssl-policy")],
    },
    {
      when: "a gateway serves HTTP only",
      resources: [gatewayClass, configuration(modern), gateway({ name: "http", protocol: "HTTP", port: 80 })],
      paths: ["spec.listeners"],
    },
    {
      when: "a gateway's listener has no configured policy",
      resources: [gatewayClass, configuration({}), gateway(https)],
      paths: ["spec.listeners[0]"],
    },
    {
      when: "a public gateway has no web ACL",
      resources: [gatewayClass, configuration({ ...modern, scheme: "internet-facing" }), gateway(https)],
      paths: ["spec.infrastructure.parametersRef"],
      level: "production",
    },
  ],
  undecided: [
    { when: "the class is not in the stack", resources: [ingress({}, { ingressClassName: "theirs" })] },
    {
      when: "the parameters of the class are not in the stack",
      resources: [
        ingressClass(parameters),
        ingress({ "listen-ports": '[{"HTTPS": 443}]', "certificate-arn": "arn" }, { ingressClassName: "public" }),
      ],
    },
    {
      when: "a chart may hold a member of the group",
      resources: [chart, ingress({ ...secure, "ssl-policy": undefined, "group.name": "g" })],
    },
    {
      when: "the group of another Ingress is unknown",
      resources: [
        ingress({ ...secure, "ssl-policy": undefined, "group.name": "g" }, {}, "a"),
        ingress({ ...secure, "group.name": unknown }, {}, "b"),
      ],
    },
    { when: "the listeners are unknown", resources: [ingress({ ...secure, "listen-ports": unknown })] },
    { when: "the scheme is unknown", resources: [ingress({ ...secure, scheme: unknown })] },
    {
      when: "a web ACL is associated with something outside the stack",
      resources: [
        resource("aws:wafv2/webAclAssociation:WebAclAssociation", "w", {
          resourceArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/x/0123",
        }),
        ingress({ ...secure, ...open }),
      ],
    },
    { when: "the configuration of a gateway is not in the stack", resources: [gatewayClass, gateway(https)] },
    {
      when: "the class of a gateway is not in the stack",
      resources: [configuration(modern), gateway({ name: "http", protocol: "HTTP", port: 80 })],
    },
  ],
  outside: [
    {
      when: "another controller serves it",
      resources: [ingressClass({ controller: "k8s.io/ingress-nginx" }), ingress({}, { ingressClassName: "public" })],
    },
    { when: "there is no default class", resources: [ingress({}, { ingressClassName: undefined })] },
  ],
};
