import assert from "node:assert/strict";
import { egressOpening, egressProblems, type EgressOpening } from "../../../../components/tenancy/namespace/egress";

const https: EgressOpening = { name: "allow-https", cidrs: ["0.0.0.0/0"], ports: [{ port: 443 }] };

describe("an opening outwards", () => {
  it("keeps the instance metadata service out of a wide range, and selects every pod", () => {
    assert.deepEqual(egressOpening(https), {
      name: "allow-https",
      spec: {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [
          {
            to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }],
            ports: [{ protocol: "TCP", port: 443 }],
          },
        ],
      },
    });
  });

  for (const { cidr, except } of [
    { cidr: "128.0.0.0/1", except: ["169.254.169.254/32"] },
    { cidr: "169.254.0.0/16", except: ["169.254.169.254/32"] },
    { cidr: "::/0", except: ["fd00:ec2::254/128"] },
    { cidr: "fc00::/7", except: ["fd00:ec2::254/128"] },
    { cidr: "10.0.0.0/8", except: undefined },
    { cidr: "0.0.0.0/1", except: undefined },
    { cidr: "2001:db8::/32", except: undefined },
  ])
    it(`writes ${except === undefined ? "no exception" : `the exception ${except.join()}`} into ${cidr}`, () => {
      const [rule] = egressOpening({ ...https, cidrs: [cidr] }).spec.egress as { to: object[] }[];
      assert.deepEqual(rule?.to, [{ ipBlock: { cidr, ...(except && { except }) } }]);
    });

  it("writes exceptions only into the ranges that hold them, and no family into the other", () => {
    const opening = { ...https, cidrs: ["10.0.0.0/8", "0.0.0.0/0", "::/0"], except: ["10.1.0.0/16"] };
    const [rule] = egressOpening(opening).spec.egress as { to: object[] }[];
    assert.deepEqual(rule?.to, [
      { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
      { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32", "10.1.0.0/16"] } },
      { ipBlock: { cidr: "::/0", except: ["fd00:ec2::254/128"] } },
    ]);
  });

  it("narrows pods, ports and protocols as it is told", () => {
    const { spec } = egressOpening({
      ...https,
      labels: { app: "mail" },
      ports: [{ port: 5000, endPort: 5100, protocol: "UDP" }],
    });
    assert.deepEqual(spec.podSelector, { matchLabels: { app: "mail" } });
    const [rule] = spec.egress as { ports: object[] }[];
    assert.deepEqual(rule?.ports, [{ protocol: "UDP", port: 5000, endPort: 5100 }]);
  });

  for (const { what, opening, family = "ipv4", path, message } of [
    {
      what: "the metadata service itself",
      opening: { cidrs: ["169.254.169.254/32"] },
      path: ["cidrs", 0],
      message:
        '"169.254.169.254/32" is the instance metadata service (169.254.169.254/32), which stays closed to pods; leave it out.',
    },
    {
      what: "IPv6 in an IPv4 cluster",
      opening: { cidrs: ["0.0.0.0/0", "::/0"] },
      path: ["cidrs", 1],
      message: '"::/0" is no IPv4 range, and pods of this cluster have IPv4 addresses only; leave it out.',
    },
    {
      what: "IPv4 in an IPv6 cluster",
      opening: {},
      family: "ipv6" as const,
      path: ["cidrs", 0],
      message: '"0.0.0.0/0" is no IPv6 range, and pods of this cluster have IPv6 addresses only; leave it out.',
    },
    {
      what: "an exception outside of the ranges",
      opening: { cidrs: ["10.0.0.0/8"], except: ["192.168.0.0/16"] },
      path: ["except", 0],
      message: '"192.168.0.0/16" does not lie within "10.0.0.0/8" of "cidrs"; leave it out.',
    },
    {
      what: "an exception that is the whole range",
      opening: { cidrs: ["10.0.0.0/8"], except: ["10.0.0.0/8"] },
      path: ["except", 0],
      message: '"10.0.0.0/8" does not lie within "10.0.0.0/8" of "cidrs"; leave it out.',
    },
    {
      what: "a range of ports that ends before it begins",
      opening: { ports: [{ port: 443, endPort: 80 }] },
      path: ["ports", 0, "endPort"],
      message: '80 is less than 443 of "port"; write 443 or more.',
    },
    {
      what: "more ports than the VPC CNI enforces",
      opening: { ports: Array.from({ length: 25 }, (_, port) => ({ port: port + 1 })) },
      path: ["ports"],
      message:
        'a list of 25 is more than the 24 that the VPC CNI enforces for a range; write ranges with "endPort", or fewer.',
    },
  ])
    it(`cannot name ${what}`, () => {
      assert.deepEqual(egressProblems({ ...https, ...opening }, family), [{ path, message }]);
    });
});
