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
    why: "a GPU group with a type that has no GPU",
    change: { architecture: "x86_64", variant: "nvidia", instanceTypes: ["g6.xlarge", "m7i.xlarge"] },
    problems: [
      'instanceTypes[1] is "m7i.xlarge" without GPUs of NVIDIA, and variant "nvidia" is for them; choose a type that has them.',
    ],
  },
  {
    why: "GPUs and chips that the image has no driver for",
    change: { architecture: "x86_64", capacity: "on-demand", instanceTypes: ["g6.xlarge", "inf2.xlarge"] },
    problems: [
      'instanceTypes[0] is "g6.xlarge" with GPUs of NVIDIA, and variant "standard" has no driver; write "nvidia".',
      'instanceTypes[1] is "inf2.xlarge" with Inferentia or Trainium chips, and variant "standard" has no driver; write "neuron".',
    ],
  },
  {
    why: "a reservation of spot capacity",
    change: { capacityReservation: { id: "cr-0" } },
    problems: [
      'capacityReservation is given with capacity "spot", which reservations do not cover; write "on-demand" or leave the reservation out.',
    ],
  },
  {
    why: "a capacity block without its reservation, of several types, in several zones",
    change: { capacity: "capacity-block" },
    problems: [
      'capacity is "capacity-block" without capacityReservation.id; write the id of the block.',
      'capacity is "capacity-block" with 2 instance types; write the one of the block.',
      'capacity is "capacity-block" in all zones, and a block has one; name one of them in zones, or write "perZone: true" for a group in each.',
    ],
  },
  {
    why: "a cluster placement group over several zones",
    change: { placement: "cluster", zones: ["a", "b"] },
    problems: [
      'placement is "cluster" in zones a and b, and such a group has one; name one of them in zones, or write "perZone: true" for a group in each.',
    ],
  },
  {
    why: "zones that are none, or twice",
    change: { zones: ["a", "eu-west-1b", "a"] },
    problems: [
      'zones[1] is "eu-west-1b"; write the letter of a zone, such as "a".',
      'zones[2] repeats "a"; name each zone once.',
    ],
  },
  {
    why: "adapters on a type that has none",
    change: { capacity: "on-demand", efa: true, zones: ["a"], instanceTypes: ["m7g.large"] },
    problems: [
      'efa is true, and instanceTypes[0] is "m7g.large", which has no Elastic Fabric Adapter; choose a type that has.',
    ],
  },
  {
    why: "adapters of several types",
    change: { capacity: "on-demand", efa: true, zones: ["a"] },
    problems: ["efa is true with 2 instance types; write one, since its adapters are in the template."],
  },
  {
    why: "a warm pool of spot capacity, and more than Bottlerocket can do with one",
    change: { warmPool: { state: "hibernated", reuse: true, minSize: 7, maxPrepared: 5 } },
    problems: [
      'warmPool is given with capacity "spot", and only on-demand instances wait in one; leave it out.',
      'warmPool.state is "hibernated", which Bottlerocket can\'t do; write "stopped" or "running".',
      "warmPool.reuse is true, which Bottlerocket can't do; leave it out.",
      "warmPool.minSize is 7 and maxSize is 6; a pool never holds more than the group may have.",
      "warmPool.maxPrepared is 5; write a whole number of at least warmPool.minSize 7.",
    ],
  },
  {
    why: "what EKS can't do with an own image",
    change: {
      capacity: "on-demand",
      image: { id: "ami-1", bootstrap: "nodeadm" },
      variant: "nvidia",
      releaseVersion: "1.36.3-20260911",
      warmPool: {},
    },
    problems: [
      "warmPool is given with an own image, which EKS refuses; leave one of the two out.",
      'image.id is "ami-1"; write the id of an image, such as "ami-0123456789abcdef0".',
      'variant is "nvidia" beside an own image, which is what it is; leave it out.',
      'releaseVersion is "1.36.3-20260911" beside an own image, which has none; leave it out.',
    ],
  },
  {
    why: "a parameter that does not look like one of an image",
    change: { image: { parameter: "/images/eks", bootstrap: "bottlerocket" } },
    problems: [
      'image.parameter is "/images/eks"; write a path that ends in "/image_id", such as "/images/eks/image_id".',
    ],
  },
  {
    why: "a repair of no node",
    change: { repair: { maxParallelPercentage: 0 } },
    problems: ["repair.maxParallelPercentage is 0; write a whole percentage from 1 to 100."],
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
