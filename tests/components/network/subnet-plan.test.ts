import assert from "node:assert/strict";
import fc from "fast-check";
import {
  planSubnets,
  subnetPlanProblems,
  type PlannedSubnet,
  type SubnetPlan,
} from "../../../components/network/subnet-plan";

const inIreland = (letters: string): string[] => [...letters].map((letter) => `eu-west-1${letter}`);
const cidrs = (subnets: readonly PlannedSubnet[]): string[] => subnets.map(({ cidr }) => cidr);
const all = (plan: SubnetPlan): readonly PlannedSubnet[] =>
  [plan.public, plan.private, plan.isolated, plan.pods].flatMap(({ subnets }) => subnets);

/** First and last address as numbers, in arithmetic of the test's own. */
function range(cidr: string): { first: number; last: number; size: number } {
  const [address = "", prefix = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const size = 2 ** (32 - Number(prefix));
  return { first, last: first + size - 1, size };
}

const within = (outer: string, inner: string): boolean =>
  range(outer).first <= range(inner).first && range(inner).last <= range(outer).last;

const letters = fc.shuffledSubarray(["a", "b", "c", "d", "e", "f"], { minLength: 2 }).map((some) => some.join(""));
/** A network of the prefix within 10.0.0.0/8 or, for pods, 100.64.0.0/10. */
const network = (base: number, bits: number, prefixes: fc.Arbitrary<number>): fc.Arbitrary<string> =>
  fc.tuple(prefixes, fc.nat()).map(([prefix, seed]) => {
    const address = base + (seed % 2 ** (prefix - bits)) * 2 ** (32 - prefix);
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
    return `${bytes.join(".")}/${String(prefix)}`;
  });
const vpcCidr = network(10 * 2 ** 24, 8, fc.integer({ min: 16, max: 22 }));
const podCidr = network(100 * 2 ** 24 + 64 * 2 ** 16, 10, fc.integer({ min: 13, max: 25 }));
const requests = fc.record({ cidr: vpcCidr, podCidr: fc.option(podCidr, { nil: undefined }), letters });

describe("the subnet plan", () => {
  it("gives a /16 large private subnets, and small public and isolated ones", () => {
    const plan = planSubnets({ cidr: "10.0.0.0/16", availabilityZones: inIreland("abc") });
    assert.deepEqual(cidrs(plan.private.subnets), ["10.0.0.0/19", "10.0.32.0/19", "10.0.64.0/19"]);
    assert.deepEqual(cidrs(plan.public.subnets), ["10.0.192.0/22", "10.0.196.0/22", "10.0.200.0/22"]);
    assert.deepEqual(cidrs(plan.isolated.subnets), ["10.0.224.0/22", "10.0.228.0/22", "10.0.232.0/22"]);
    assert.deepEqual(plan.pods, { subnets: [], usableAddresses: 0 });
    assert.deepEqual(plan.associations, []);
  });

  it("reports what AWS hands out of each subnet and tier", () => {
    const plan = planSubnets({ cidr: "10.0.0.0/16", availabilityZones: inIreland("ab") });
    assert.deepEqual(
      plan.private.subnets.map(({ usableAddresses }) => usableAddresses),
      [8187, 8187],
    );
    assert.equal(plan.private.usableAddresses, 16_374);
    assert.equal(plan.public.usableAddresses, 2 * 1019);
  });

  it("fits into a /22 with the smallest subnets that AWS has", () => {
    const plan = planSubnets({ cidr: "192.168.4.0/22", availabilityZones: inIreland("af") });
    assert.deepEqual(cidrs(plan.private.subnets), ["192.168.4.0/25", "192.168.6.128/25"]);
    assert.deepEqual(cidrs(plan.public.subnets), ["192.168.7.0/28", "192.168.7.80/28"]);
    assert.deepEqual(cidrs(plan.isolated.subnets), ["192.168.7.128/28", "192.168.7.208/28"]);
  });

  it("plans pods in a range of their own, associated as a whole up to /16", () => {
    const plan = planSubnets({ cidr: "10.0.0.0/16", podCidr: "100.64.0.0/16", availabilityZones: inIreland("ab") });
    assert.deepEqual(cidrs(plan.pods.subnets), ["100.64.0.0/19", "100.64.32.0/19"]);
    assert.deepEqual(plan.associations, ["100.64.0.0/16"]);
  });

  it("associates a wider pod range in blocks of /16, as far as zones use it", () => {
    const wide = planSubnets({ cidr: "10.0.0.0/16", podCidr: "100.64.0.0/13", availabilityZones: inIreland("ca") });
    assert.deepEqual(cidrs(wide.pods.subnets), ["100.66.0.0/16", "100.64.0.0/16"]);
    assert.deepEqual(wide.associations, ["100.64.0.0/16", "100.66.0.0/16"]);
    const shared = planSubnets({ cidr: "10.0.0.0/16", podCidr: "100.64.0.0/14", availabilityZones: inIreland("abc") });
    assert.deepEqual(cidrs(shared.pods.subnets), ["100.64.0.0/17", "100.64.128.0/17", "100.65.0.0/17"]);
    assert.deepEqual(shared.associations, ["100.64.0.0/16", "100.65.0.0/16"]);
  });

  it("never overlaps, stays in its CIDRs, aligned, and of a size that AWS takes", () => {
    fc.assert(
      fc.property(requests, ({ letters: zones, ...request }) => {
        const plan = planSubnets({ ...request, availabilityZones: inIreland(zones) });
        const subnets = all(plan);
        assert.equal(subnets.length, zones.length * (request.podCidr === undefined ? 3 : 4));
        for (const { cidr, usableAddresses } of subnets) {
          const { first, size } = range(cidr);
          assert.equal(first % size, 0, cidr);
          assert.ok(size >= 16 && size <= 65_536, cidr);
          assert.equal(usableAddresses, size - 5);
          assert.equal([request.cidr, ...plan.associations].filter((block) => within(block, cidr)).length, 1, cidr);
        }
        const sorted = subnets.map(({ cidr }) => range(cidr)).sort((one, other) => one.first - other.first);
        sorted.forEach(({ first }, index) => assert.ok(first > (sorted[index - 1]?.last ?? -1)));
        for (const block of plan.associations) {
          assert.ok(range(block).size <= 65_536 && within(request.podCidr ?? "", block), block);
        }
      }),
    );
  });

  it("keeps every subnet in place when zones come, go or change their order", () => {
    fc.assert(
      fc.property(requests, letters, ({ letters: before, ...request }, after) => {
        const earlier = planSubnets({ ...request, availabilityZones: inIreland(before) });
        const later = planSubnets({ ...request, availabilityZones: inIreland(after) });
        for (const tier of ["public", "private", "isolated", "pods"] as const) {
          for (const subnet of earlier[tier].subnets) {
            if (!after.includes(subnet.zone)) continue;
            assert.deepEqual(
              later[tier].subnets.find(({ zone }) => zone === subnet.zone),
              subnet,
            );
          }
        }
        if ([...before].every((zone) => after.includes(zone))) {
          for (const block of earlier.associations) assert.ok(later.associations.includes(block), block);
        }
      }),
    );
  });

  it("gives each subnet of the VPC a /64 of its own", () => {
    const plan = planSubnets({ cidr: "10.0.0.0/16", podCidr: "100.64.0.0/16", availabilityZones: inIreland("abcdef") });
    const indexes = all(plan).flatMap(({ ipv6Index }) => (ipv6Index === undefined ? [] : [ipv6Index]));
    assert.equal(new Set(indexes).size, 18);
    assert.ok(indexes.every((index) => index >= 0 && index < 256));
    assert.ok(plan.pods.subnets.every((subnet) => !("ipv6Index" in subnet)));
  });
});

describe("a subnet plan that cannot be", () => {
  const valid = { cidr: "10.0.0.0/16", availabilityZones: inIreland("ab") };
  const refused: readonly (readonly [string, Partial<Parameters<typeof planSubnets>[0]>, string])[] = [
    [
      "a VPC too small for six zones",
      { cidr: "10.0.0.0/24" },
      'cidr "10.0.0.0/24" has 256 addresses and three tiers of subnets in up to six zones need 1,024; write a /22 or wider.',
    ],
    ["a VPC wider than /16", { cidr: "10.0.0.0/8" }, 'cidr "10.0.0.0/8" has prefix length 8; AWS takes /16 to /28.'],
    [
      "a malformed CIDR",
      { cidr: "10.0.0.0" },
      'cidr "10.0.0.0" is not an IPv4 CIDR block; write an address and a prefix length, such as "10.0.0.0/16".',
    ],
    [
      "an address that is no network",
      { cidr: "10.0.0.1/16" },
      'cidr "10.0.0.1/16" is not a network address; write "10.0.0.0/16".',
    ],
    [
      "one zone",
      { availabilityZones: inIreland("a") },
      "availabilityZones lists 1; name two to six, since EKS demands two and the plan keeps room for six.",
    ],
    [
      "the same zone twice",
      { availabilityZones: inIreland("aba") },
      'availabilityZones[2] "eu-west-1a" is named twice; name each zone once.',
    ],
    [
      "zones of two regions",
      { availabilityZones: ["eu-west-1a", "eu-west-2b"] },
      'availabilityZones[1] "eu-west-2b" is not in region "eu-west-1"; write a name such as "eu-west-1a".',
    ],
    [
      "zones of another region than the VPC's",
      { region: "us-east-1", availabilityZones: ["us-east-1a", "eu-west-1a"] },
      'availabilityZones[1] "eu-west-1a" is not in region "us-east-1"; write a name such as "us-east-1a".',
    ],
    [
      "a Local Zone, where EKS has no control plane",
      { availabilityZones: ["us-west-2a", "us-west-2-lax-1a"] },
      'availabilityZones[1] "us-west-2-lax-1a" is not a zone a to f of a region; write a name such as "eu-west-1a".',
    ],
    [
      "pods in a range too small",
      { podCidr: "100.64.0.0/26" },
      'podCidr "100.64.0.0/26" has prefix length 26 and gives six zones subnets of /29; write /13 to /25.',
    ],
    [
      "pods in a range too wide",
      { podCidr: "100.64.0.0/10" },
      'podCidr "100.64.0.0/10" has prefix length 10 and gives six zones subnets of /13; write /13 to /25.',
    ],
    [
      "pods inside the VPC's CIDR",
      { podCidr: "10.0.128.0/17" },
      'podCidr "10.0.128.0/17" is refused beside the primary CIDR "10.0.0.0/16", since they overlap; choose another one, such as "100.64.0.0/16".',
    ],
    [
      "pods where no VPC can be",
      { podCidr: "169.254.0.0/20" },
      'podCidr "169.254.0.0/20" lies in "169.254.0.0/16", which no VPC can have; choose from 10.0.0.0/8 or 100.64.0.0/10.',
    ],
  ];
  for (const [what, change, problem] of refused) {
    it(`is refused for ${what}`, () => {
      assert.deepEqual(subnetPlanProblems({ ...valid, ...change }), [problem]);
    });
  }

  it("is refused for seven zones", () => {
    const [problem] = subnetPlanProblems({ ...valid, availabilityZones: inIreland("abcdefg") });
    assert.match(problem ?? "", /^availabilityZones lists 7; name two to six/);
  });

  it("names everything that is wrong at once", () => {
    assert.throws(
      () => planSubnets({ cidr: "10.0.0.0/24", availabilityZones: inIreland("a"), podCidr: "x" }),
      ({ message }: Error) => message.split("\n").length === 3,
    );
  });
});
