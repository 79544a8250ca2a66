import assert from "node:assert/strict";
import { nodeGroupProblems } from "../../../../components/nodes/managed/node-group-problems";
import type { NodeGroupSettings } from "../../../../components/nodes/managed/node-group-settings";

const good: NodeGroupSettings = {
  name: "general",
  instanceTypes: ["m7g.large", "m8g.large"],
  capacity: "spot",
  minSize: 2,
  maxSize: 6,
  desiredSize: 3,
  volume: { sizeGiB: 100, iops: 4000, throughputMiBs: 500 },
  labels: { "example.com/pool": "general" },
  taints: [{ key: "dedicated", value: "general", effect: "NO_SCHEDULE" }],
  update: { maxUnavailable: 1, strategy: "MINIMAL" },
};

interface Row {
  readonly why: string;
  readonly change: Partial<NodeGroupSettings>;
  readonly problems: readonly string[];
}

const table: readonly Row[] = [
  {
    why: "a name with characters that EKS refuses",
    change: { name: "-general" },
    problems: ['name is "-general"; write 1 to 52 letters, digits, "-" and "_" that begin with a letter or digit.'],
  },
  {
    why: "no instance type, which EKS would take for t3.medium",
    change: { instanceTypes: [] },
    problems: ["instanceTypes has 0 types; list 1 to 20."],
  },
  {
    why: "spot capacity of a single instance type",
    change: { instanceTypes: ["m7g.large"] },
    problems: [
      'capacity is "spot" with the single instance type "m7g.large"; ' +
        "list several of the same size, so that one shortage does not empty the group.",
    ],
  },
  {
    why: "instance types of two architectures",
    change: { instanceTypes: ["m7g.large", "m7i.large"] },
    problems: [
      'instanceTypes[1] is "m7i.large", which is x86_64 in a group of arm64; make a group for each architecture.',
    ],
  },
  {
    why: "instance types of another architecture than the stated one",
    change: { architecture: "x86_64", instanceTypes: ["m7i.large", "m7g.large"] },
    problems: [
      'instanceTypes[1] is "m7g.large", which is arm64 in a group of x86_64; make a group for each architecture.',
    ],
  },
  {
    why: "an instance type twice",
    change: { instanceTypes: ["m7g.large", "m7g.large"] },
    problems: ['instanceTypes[1] repeats "m7g.large"; name each type once.'],
  },
  {
    why: "what is no instance type",
    change: { instanceTypes: ["big", "m7g.large"] },
    problems: ['instanceTypes[0]: "big" is not an instance type; write family and size, such as "m7g.large".'],
  },
  {
    why: "an image that does not exist",
    change: { variant: "neuron" },
    problems: [
      'variant is "neuron", which does not exist for "bottlerocket" on arm64; ' +
        "choose one of standard, fips, nvidia, nvidia-fips.",
    ],
  },
  {
    why: "fewer nodes at most than at least",
    change: { minSize: 7, desiredSize: 7 },
    problems: ["minSize is 7 and maxSize is 6; make minSize the smaller one."],
  },
  {
    why: "a desired size outside the limits",
    change: { desiredSize: 1 },
    problems: ["desiredSize is 1; it must lie between minSize 2 and maxSize 6."],
  },
  {
    why: "a group that never has a node",
    change: { minSize: 0, maxSize: 0, desiredSize: 0 },
    problems: ["maxSize is 0; EKS takes 1 to 450 nodes in a group."],
  },
  {
    why: "half a node",
    change: { minSize: 1.5 },
    problems: ["minSize is 1.5; write a whole number of nodes."],
  },
  {
    why: "a volume smaller than the image",
    change: { volume: { sizeGiB: 8 } },
    problems: ["volume.sizeGiB is 8; gp3 takes 20 to 65536 GiB."],
  },
  {
    why: "more operations than the volume's size allows",
    change: { volume: { sizeGiB: 20, iops: 12_000 } },
    problems: ["volume.iops is 12000; gp3 takes 3000 to 10000 IOPS at this size."],
  },
  {
    why: "more throughput than the operations allow",
    change: { volume: { throughputMiBs: 1000 } },
    problems: ["volume.throughputMiBs is 1000; gp3 takes 125 to 750 MiB/s at these IOPS."],
  },
  {
    why: "an empty label value, which EKS refuses although Kubernetes would not",
    change: { labels: { pool: "" } },
    problems: ['labels["pool"] is ""; write 1 to 63 letters, digits, "-", "_" and ".", which EKS requires.'],
  },
  {
    why: "labels with reserved prefixes",
    change: { labels: { "node-role.kubernetes.io/worker": "x", "eks.amazonaws.com/pool": "x" } },
    problems: [
      'labels["node-role.kubernetes.io/worker"] uses a prefix that Kubernetes and EKS keep for themselves; use a domain of your own.',
      'labels["eks.amazonaws.com/pool"] uses a prefix that Kubernetes and EKS keep for themselves; use a domain of your own.',
    ],
  },
  {
    why: "a taint twice",
    change: {
      taints: [
        { key: "dedicated", value: "a", effect: "NO_SCHEDULE" },
        { key: "dedicated", value: "b", effect: "NO_SCHEDULE" },
      ],
    },
    problems: ['taints[1] repeats "dedicated:NO_SCHEDULE"; state each key and effect once.'],
  },
  {
    why: "an update that takes no node away",
    change: { update: { maxUnavailablePercentage: 0 } },
    problems: ["update.maxUnavailablePercentage is 0; write a whole number from 1 to 100."],
  },
  {
    why: "bad settings of the kubelet, with their path",
    change: { kubelet: { imageGcHighPercent: 50, imageGcLowPercent: 60 } },
    problems: [
      "kubelet.imageGcHighPercent is 50 and imageGcLowPercent is 60; the kubelet only starts when the first is the greater.",
    ],
  },
  {
    why: "everything at once",
    change: { name: "", minSize: -1, update: { maxUnavailable: 101 } },
    problems: [
      'name is ""; write 1 to 52 letters, digits, "-" and "_" that begin with a letter or digit.',
      "minSize is -1; write a whole number of nodes.",
      "update.maxUnavailable is 101; write a whole number from 1 to 100.",
    ],
  },
];

describe("nodeGroupProblems", () => {
  it("finds none in good settings", () => {
    assert.deepEqual(nodeGroupProblems(good), []);
  });

  it("finds none in the least that can be said", () => {
    assert.deepEqual(nodeGroupProblems({ name: "g", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 1 }), []);
  });

  for (const { why, change, problems } of table) {
    it(`refuses ${why}`, () => {
      assert.deepEqual(nodeGroupProblems({ ...good, ...change }), problems);
    });
  }
});
