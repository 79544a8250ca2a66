import { unknown } from "../../../../policies/engine/values/value";
import { listenersUseModernTls } from "../../../../policies/rules/net/listeners-use-modern-tls";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const good = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
const listener = (inputs: Inputs) => resource("aws:lb/listener:Listener", "l", inputs);
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const network = (inputs: Inputs = {}) =>
  resource("aws:lb/loadBalancer:LoadBalancer", "nlb", { loadBalancerType: "network", ...inputs });
const tcp = (loadBalancerArn: Inputs[string]) => listener({ protocol: "TCP", port: 80, loadBalancerArn });
const service = (annotations: Inputs) =>
  resource("kubernetes:core/v1:Service", "s", { metadata: { annotations }, spec: { type: "LoadBalancer" } });
const cert = {
  "service.beta.kubernetes.io/aws-load-balancer-ssl-cert": "arn:aws:acm:eu-west-1:111122223333:certificate/x",
};
const policyKey = "service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy";
const configuration = (spec: Inputs) =>
  resource("kubernetes:gateway.k8s.aws/v1beta1:LoadBalancerConfiguration", "lbc", { metadata: { name: "lbc" }, spec });
const gatewayClass = (controllerName: string) =>
  resource("kubernetes:gateway.networking.k8s.io/v1:GatewayClass", "gc", {
    metadata: { name: "aws" },
    spec: { controllerName, parametersRef: { kind: "LoadBalancerConfiguration", name: "lbc" } },
  });
const gateway = (...listeners: Inputs[string][]) =>
  resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "gw", {
    metadata: { name: "gw" },
    spec: { gatewayClassName: "aws", listeners },
  });
const route = (...filters: Inputs[string][]) =>
  resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", "r", {
    spec: { parentRefs: [{ name: "gw", sectionName: "http" }], rules: [{ filters }] },
  });
const toHttps = { type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } };
const params = (sslPolicy: Inputs[string]) =>
  resource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "p", {
    metadata: { name: "p" },
    spec: { sslPolicy },
  });

export const fixtures: RuleFixtures = {
  rule: listenersUseModernTls,
  passes: [
    { when: "HTTPS has a modern policy", resources: [listener({ protocol: "HTTPS", sslPolicy: good })] },
    { when: "HTTP redirects", resources: [listener({ protocol: "HTTP", defaultActions: [redirect] })] },
    { when: "a gateway load balancer has neither port nor protocol", resources: [listener({ defaultActions: [] })] },
    { when: "TCP is balanced inside", resources: [network({ internal: true }), tcp(outputOf(network()))] },
    {
      when: "UDP has no TLS",
      resources: [network(), listener({ protocol: "UDP", loadBalancerArn: outputOf(network()) })],
    },
    {
      when: "a classic load balancer serves HTTPS and SSL",
      resources: [
        resource("aws:elb/loadBalancer:LoadBalancer", "c", {
          listeners: [{ lbProtocol: "HTTPS" }, { lbProtocol: "ssl" }],
        }),
      ],
    },
    { when: "a Service has a modern policy", resources: [service({ ...cert, [policyKey]: good })] },
    {
      when: "a configuration has modern policies, and HTTP beside them",
      resources: [
        configuration({
          listenerConfigurations: [{ protocolPort: "HTTPS:443", sslPolicy: good }, { protocolPort: "HTTP:80" }],
        }),
      ],
    },
    { when: "the parameters of a class have one", resources: [params("ELBSecurityPolicy-TLS13-1-3-2021-06")] },
    {
      when: "a gateway's HTTP listener redirects",
      resources: [
        gatewayClass("gateway.k8s.aws/alb"),
        configuration({}),
        gateway({ name: "http", protocol: "HTTP", port: 80 }, { name: "https", protocol: "HTTPS", port: 443 }),
        route(toHttps),
      ],
    },
    {
      when: "an internal gateway balances TCP",
      resources: [
        gatewayClass("gateway.k8s.aws/nlb"),
        configuration({ scheme: "internal" }),
        gateway({ name: "x", protocol: "TCP", port: 5432 }),
      ],
    },
  ],
  fails: [
    {
      when: "a port of an application load balancer takes HTTP by default",
      resources: [listener({ port: 80, defaultActions: [{ type: "forward" }] })],
      paths: ["defaultActions"],
    },
    { when: "HTTPS has no policy", resources: [listener({ protocol: "HTTPS" })], paths: ["sslPolicy"] },
    {
      when: "TLS has an old policy",
      resources: [
        resource("aws:alb/listener:Listener", "l", { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" }),
      ],
      paths: ["sslPolicy"],
    },
    {
      when: "a policy of development stands in production",
      resources: [listener({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" })],
      paths: ["sslPolicy"],
    },
    {
      when: "HTTP forwards",
      resources: [listener({ protocol: "HTTP", defaultActions: [{ type: "forward", targetGroupArn: unknown }] })],
      paths: ["defaultActions"],
    },
    {
      when: "HTTP redirects to HTTP",
      resources: [
        listener({
          protocol: "HTTP",
          defaultActions: [{ type: "redirect", redirect: { protocol: "#{protocol}", statusCode: "HTTP_301" } }],
        }),
      ],
      paths: ["defaultActions"],
    },
    { when: "TCP faces the internet", resources: [network(), tcp(outputOf(network()))], paths: ["protocol"] },
    {
      when: "a classic load balancer listens for HTTP",
      resources: [
        resource("aws:elb/loadBalancer:LoadBalancer", "c", {
          listeners: [{ lbProtocol: "https" }, { lbProtocol: "http" }],
        }),
      ],
      paths: ["listeners[1].lbProtocol"],
    },
    {
      when: "a Service has a certificate and no policy",
      resources: [service(cert)],
      paths: [`metadata.annotations.${policyKey}`],
    },
    {
      when: "a configuration leaves the policy",
      resources: [configuration({ listenerConfigurations: [{ protocolPort: "HTTPS:443" }] })],
      paths: ["spec.listenerConfigurations[0].sslPolicy"],
    },
    {
      when: "the parameters of a class have an old one",
      resources: [params("ELBSecurityPolicy-2016-08")],
      paths: ["spec.sslPolicy"],
    },
    {
      when: "a gateway's HTTP listener serves a route",
      resources: [
        gatewayClass("gateway.k8s.aws/alb"),
        configuration({}),
        gateway({ name: "http", protocol: "HTTP", port: 80 }),
        route(),
      ],
      paths: ["spec.listeners[0].protocol"],
    },
    {
      when: "a public gateway balances TCP",
      resources: [
        gatewayClass("gateway.k8s.aws/nlb"),
        configuration({ scheme: "internet-facing" }),
        gateway({ name: "x", protocol: "TCP", port: 5432 }),
      ],
      paths: ["spec.listeners[0].protocol"],
    },
  ],
  undecided: [
    { when: "the policy is unknown", resources: [listener({ protocol: "HTTPS", sslPolicy: unknown })] },
    {
      when: "the protocol is unknown",
      resources: [listener({ protocol: unknown, defaultActions: [{ type: "forward" }] })],
    },
    {
      when: "the network load balancer is outside the stack",
      resources: [tcp("arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/x/0123")],
    },
    {
      when: "nothing is known of the routes of a gateway",
      resources: [
        gatewayClass("gateway.k8s.aws/alb"),
        configuration({}),
        gateway({ name: "http", protocol: "HTTP", port: 80 }),
      ],
    },
    {
      when: "the class of a gateway is not shown",
      resources: [gateway({ name: "http", protocol: "HTTP", port: 80 }), route()],
    },
  ],
  outside: [
    {
      when: "a gateway belongs to another controller",
      resources: [gatewayClass("istio.io/gateway-controller"), gateway({ protocol: "HTTP" })],
    },
    { when: "a Service has no certificate", resources: [service({})] },
  ],
};
