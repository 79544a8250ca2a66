import { unknown } from "../../../../policies/engine/values/value";
import { egressExcludesMetadataService } from "../../../../policies/rules/net/egress-excludes-metadata-service";
import { resource, type RuleFixtures } from "../../fixture";

type Inputs = NonNullable<Parameters<typeof resource>[2]>;
const policy = (spec: Inputs) =>
  resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "p", {
    metadata: { namespace: "shop" },
    spec: { podSelector: {}, ...spec },
  });
const egress = (...rules: Inputs[string][]) => policy({ policyTypes: ["Egress"], egress: rules });
const to = (cidr: Inputs[string], except?: Inputs[string], ports?: Inputs[string]) =>
  egress({ to: [{ ipBlock: { cidr, except } }], ports });
const dns = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const cidrPath = "spec.egress[0].to[0].ipBlock.cidr";

export const fixtures: RuleFixtures = {
  rule: egressExcludesMetadataService,
  passes: [
    { when: "nothing may leave", resources: [policy({ policyTypes: ["Ingress", "Egress"] })] },
    { when: "the block excepts the address", resources: [to("0.0.0.0/0", ["169.254.169.254/32"])] },
    { when: "an exception holds the address", resources: [to("0.0.0.0/0", ["10.0.0.0/8", "169.254.168.0/22"])] },
    {
      when: "no block holds the address",
      resources: [
        egress({ to: ["10.0.0.0/8", "0.0.0.0/1", "169.254.170.23/32"].map((cidr) => ({ ipBlock: { cidr } })) }),
      ],
    },
    { when: "DNS may go anywhere", resources: [egress({ ports: dns })] },
    {
      when: "peers are selected by labels",
      resources: [egress({ to: [{ podSelector: {} }, { namespaceSelector: {} }] })],
    },
    {
      when: "egress rules stand in a policy for ingress, where they mean nothing",
      resources: [policy({ policyTypes: ["Ingress"], egress: [{}] })],
    },
    { when: "IPv6 excepts its address", resources: [to("::/0", ["fd00:ec2::254/128"])] },
  ],
  fails: [
    {
      when: "a rule has neither destinations nor ports",
      resources: [egress({})],
      paths: ["spec.egress[0].to"],
      level: "mandatory",
    },
    { when: "the API writes empty lists", resources: [egress({ to: [], ports: [] })], paths: ["spec.egress[0].to"] },
    { when: "the block is the whole internet", resources: [to("0.0.0.0/0")], paths: [cidrPath], level: "mandatory" },
    { when: "half of the internet holds the address", resources: [to("128.0.0.0/1")], paths: [cidrPath] },
    {
      when: "other ranges are excepted",
      resources: [to("0.0.0.0/0", ["10.0.0.0/8", "169.254.169.253/32"])],
      paths: [cidrPath],
    },
    {
      when: "port 80 is in a range",
      resources: [to("0.0.0.0/0", undefined, [{ port: 1, endPort: 1024 }])],
      paths: [cidrPath],
      level: "mandatory",
    },
    {
      when: "a named port may be 80",
      resources: [to("0.0.0.0/0", undefined, [{ port: "http" }])],
      paths: [cidrPath],
      level: "mandatory",
    },
    { when: "IPv6 holds its address", resources: [to("fd00::/8")], paths: [cidrPath] },
    {
      when: "egress rules imply the direction",
      resources: [policy({ egress: [{ to: [{ ipBlock: { cidr: "169.254.169.254/32" } }] }] })],
      paths: [cidrPath],
    },
    {
      when: "only HTTPS may leave, as a piece of advice",
      resources: [to("0.0.0.0/0", undefined, [{ protocol: "TCP", port: 443 }])],
      paths: [cidrPath],
      level: "advisory",
    },
    {
      when: "the second block does, beside an unknown one",
      resources: [egress({ to: [{ ipBlock: { cidr: unknown } }, { ipBlock: { cidr: "0.0.0.0/0" } }] })],
      paths: ["spec.egress[0].to[1].ipBlock.cidr"],
    },
  ],
  undecided: [
    { when: "the block is unknown", resources: [to(unknown)] },
    { when: "an exception is unknown", resources: [to("0.0.0.0/0", ["10.0.0.0/8", unknown])] },
    { when: "the ports of a rule without destinations are unknown", resources: [egress({ ports: unknown })] },
    { when: "the rules are unknown", resources: [policy({ policyTypes: ["Egress"], egress: unknown })] },
  ],
};
