import { unknown } from "../../../../policies/engine/values/value";
import { serviceExposureLimited } from "../../../../policies/rules/net/service-exposure-limited";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const prefix = "service.beta.kubernetes.io/aws-load-balancer-";
const service = (spec: Inputs, annotations: Inputs | typeof unknown = {}, namespace: Inputs[string] = "shop") =>
  resource("kubernetes:core/v1:Service", "s", { metadata: { namespace, annotations }, spec });
const balancer = (annotations: Inputs | typeof unknown, spec: Inputs = {}) =>
  service({ type: "LoadBalancer", ports: [{ name: "https", port: 443 }], ...spec }, annotations);
const tls = {
  [`${prefix}ssl-cert`]: "arn:aws:acm:eu-west-1:111122223333:certificate/x",
  [`${prefix}ssl-negotiation-policy`]: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
};
const external = { [`${prefix}scheme`]: "internet-facing" };
const sources = "spec.loadBalancerSourceRanges";

export const fixtures: RuleFixtures = {
  rule: serviceExposureLimited,
  passes: [
    { when: "it stays in the cluster", resources: [service({ ports: [{ port: 80 }] })] },
    { when: "its scheme is internal", resources: [balancer({ [`${prefix}scheme`]: "internal" })] },
    { when: "the older annotation says so", resources: [balancer({ [`${prefix}internal`]: "true" })] },
    {
      when: "the class is internal by default",
      resources: [balancer({}, { loadBalancerClass: "service.k8s.aws/nlb" })],
    },
    {
      when: "Auto Mode's class is internal by default",
      resources: [balancer({}, { loadBalancerClass: "eks.amazonaws.com/nlb" })],
    },
    {
      when: "the type selects the controller whose default is internal",
      resources: [balancer({ [`${prefix}type`]: "external" })],
    },
    { when: "sources are listed", resources: [balancer(external, { loadBalancerSourceRanges: ["203.0.112.0/23"] })] },
    {
      when: "sources are listed in the annotation",
      resources: [
        balancer({
          ...external,
          "service.beta.kubernetes.io/load-balancer-source-ranges": "203.0.113.0/24, 198.51.100.0/24",
        }),
      ],
    },
    { when: "every port speaks TLS", resources: [balancer({ ...external, ...tls })] },
    {
      when: "TLS ports are named, and others are no TCP",
      resources: [
        balancer(
          { ...external, ...tls, [`${prefix}ssl-ports`]: "https,8443" },
          {
            ports: [
              { name: "https", port: 443 },
              { port: 8443, protocol: "TCP" },
              { port: 443, protocol: "UDP" },
            ],
          },
        ),
      ],
    },
    { when: "a platform's Service opens a port on nodes", resources: [service({ type: "NodePort" })] },
    {
      when: "a good policy for development",
      resources: [
        balancer({ ...external, ...tls, [`${prefix}ssl-negotiation-policy`]: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      ],
      parameters: { environment: "dev" },
    },
  ],
  fails: [
    { when: "nothing is said", resources: [balancer({})], paths: [sources], level: "mandatory" },
    {
      when: "it says internet-facing",
      resources: [balancer(external, { loadBalancerClass: "service.k8s.aws/nlb" })],
      paths: [sources],
    },
    { when: "the older annotation says false", resources: [balancer({ [`${prefix}internal`]: "false" })] },
    {
      when: "sources are open",
      resources: [balancer(external, { loadBalancerSourceRanges: ["0.0.0.0/1", "128.0.0.0/1"] })],
      paths: [sources],
    },
    { when: "the list of sources is empty", resources: [balancer(external, { loadBalancerSourceRanges: [] })] },
    {
      when: "the annotation lists open sources",
      resources: [balancer({ ...external, "service.beta.kubernetes.io/load-balancer-source-ranges": "0.0.0.0/0" })],
    },
    {
      when: "one port speaks clear text",
      resources: [
        balancer({ ...external, ...tls, [`${prefix}ssl-ports`]: "443" }, { ports: [{ port: 443 }, { port: 80 }] }),
      ],
    },
    {
      when: "the policy is old",
      resources: [balancer({ ...external, ...tls, [`${prefix}ssl-negotiation-policy`]: "ELBSecurityPolicy-2016-08" })],
    },
    { when: "the policy is the default one", resources: [balancer({ ...external, [`${prefix}ssl-cert`]: "arn" })] },
    {
      when: "external IP addresses are taken",
      resources: [service({ externalIPs: ["203.0.113.1"] })],
      paths: ["spec.externalIPs"],
    },
    {
      when: "a tenant's Service opens a port on nodes",
      resources: [service({ type: "NodePort" }, {}, "tenant-a")],
      paths: ["spec.type"],
    },
    {
      when: "an open source stands beside an unknown one",
      resources: [balancer(external, { loadBalancerSourceRanges: [unknown, "0.0.0.0/0"] })],
    },
  ],
  undecided: [
    { when: "the class is of another controller", resources: [balancer({}, { loadBalancerClass: "example.com/lb" })] },
    { when: "the annotations are unknown", resources: [balancer(unknown)] },
    { when: "the scheme is unknown", resources: [balancer({ [`${prefix}scheme`]: unknown })] },
    { when: "the sources are unknown", resources: [balancer(external, { loadBalancerSourceRanges: unknown })] },
    { when: "the namespace of a NodePort is unknown", resources: [service({ type: "NodePort" }, {}, unknown)] },
  ],
};
