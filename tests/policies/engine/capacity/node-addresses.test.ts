import assert from "node:assert/strict";
import { instanceTypes } from "../../../../components/nodes/instances/instance-types";
import { maxPods } from "../../../../components/nodes/kubelet/max-pods";
import { nodeAddresses, usualMaxPods, type AddressSettings } from "../../../../policies/engine/capacity/node-addresses";
import {
  allInstanceFacts,
  instanceFacts,
  type InstanceFacts,
} from "../../../../policies/knowledge/capacity/instance-types";

const single: AddressSettings = { prefixDelegation: false, customNetworking: false, ipv6: false };
const prefixes: AddressSettings = { ...single, prefixDelegation: true };
const facts = (name: string) => instanceFacts(name) ?? assert.fail(`${name} is not in the table`);

describe("pods of a node", () => {
  // Published in eni-max-pods.txt of awslabs/amazon-eks-ami, less where EKS caps at 110.
  const published: readonly (readonly [string, number])[] = [
    ["t3.small", 11],
    ["t3.medium", 17],
    ["m5.large", 29],
    ["m5.xlarge", 58],
    ["c5.4xlarge", 110],
    ["m7i.large", 29],
  ];
  for (const [name, pods] of published)
    it(`are at most ${String(pods)} on ${name} with single addresses`, () => {
      assert.equal(usualMaxPods(facts(name), single), pods);
    });

  // max-pods-calculator.sh --cni-prefix-delegation-enabled, as the EKS user guide shows it.
  it("are at most 110 on m5.large with prefixes, and 250 from 30 vCPUs on", () => {
    assert.equal(usualMaxPods(facts("m5.large"), prefixes), 110);
    assert.equal(usualMaxPods(facts("m5.12xlarge"), prefixes), 250);
  });

  // max-pods-calculator.sh --cni-custom-networking-enabled: one interface less.
  it("are fewer where they do not use the first interface", () => {
    assert.equal(usualMaxPods(facts("m5.large"), { ...single, customNetworking: true }), 20);
  });
});

describe("addresses of a node full of pods", () => {
  it("are those of all its interfaces with single addresses", () => {
    assert.deepEqual(nodeAddresses(facts("m5.large"), single, 29), { node: 30, pods: 0, interfaces: 3 });
  });

  it("are no more than its pods take and a reserve, where addresses are kept in reserve", () => {
    const settings = { ...single, warmAddresses: 2 };
    assert.deepEqual(nodeAddresses(facts("m5.xlarge"), settings, 12), { node: 13, pods: 0, interfaces: 1 });
  });

  it("come in blocks of sixteen with prefixes, one of them in reserve", () => {
    assert.deepEqual(nodeAddresses(facts("m5.large"), prefixes, 110), { node: 129, pods: 0, interfaces: 1 });
    assert.deepEqual(nodeAddresses(facts("m5.large"), { ...prefixes, warmPrefixes: 3 }, 110).node, 7 * 16 + 48 + 2);
  });

  it("are in the subnets of pods, but for one, with custom networking", () => {
    const custom = { ...prefixes, customNetworking: true };
    assert.deepEqual(nodeAddresses(facts("m5.large"), custom, 110), { node: 1, pods: 129, interfaces: 2 });
  });

  it("is one where pods have IPv6", () => {
    assert.deepEqual(nodeAddresses(facts("m5.large"), { ...prefixes, ipv6: true }, 110), {
      node: 1,
      pods: 0,
      interfaces: 1,
    });
  });
});

describe("instance types of the policies", () => {
  it("are those of the components", () => {
    const shown = ({ name, vcpus, memoryMiB, interfaces, ipv4PerInterface }: Omit<InstanceFacts, "shape">) =>
      [name, vcpus, memoryMiB, interfaces, ipv4PerInterface].join(" ");
    assert.deepEqual(allInstanceFacts().map(shown), instanceTypes().map(shown));
  });

  it("run as many pods as the components say", () => {
    for (const type of instanceTypes())
      for (const prefixDelegation of [false, true])
        assert.equal(
          usualMaxPods(facts(type.name), { ...single, prefixDelegation }),
          maxPods(type, { prefixDelegation }),
          type.name,
        );
  });
});
