import assert from "node:assert/strict";
import { configOf, mistakesOf } from "./configuration";

const queues = [{ arn: "arn:aws:sqs:eu-west-1:111122223333:shop-orders" }];
const importer = { namespace: "tenant-shop", name: "importer" };
const scaled = (...workloads: object[]) => ({
  tenants: [{ name: "shop" }],
  sample: { enabled: true },
  autoscaling: { eventDriven: true, vertical: true, workloads },
});
const at = (field: string) => `eks-platform:autoscaling.workloads[0].${field}`;

describe("configuration of autoscaling", () => {
  it("has no scaler unless it says so", () => {
    assert.deepEqual(configOf({}).autoscaling, { eventDriven: false, vertical: false, workloads: [] });
  });

  const mistakes: readonly (readonly [string, object, string])[] = [
    [
      "more pods at least than at most",
      scaled({ ...importer, horizontal: { minReplicas: 5, maxReplicas: 3, queues } }),
      `${at("horizontal.maxReplicas")}: 3 is not above 5 of "minReplicas"; write 6 or more.`,
    ],
    [
      "a smallest size above the largest",
      scaled({ ...importer, vertical: { minAllowed: { cpu: "1" }, maxAllowed: { cpu: "500m" } } }),
      `${at("vertical.minAllowed.cpu")}: "1" is more than "500m" of "maxAllowed"; write no more than that.`,
    ],
    [
      "number and size of the sample by one resource",
      scaled({
        namespace: "tenant-sample",
        name: "sample",
        horizontal: { maxReplicas: 5, utilization: { memory: 80 } },
        vertical: { mode: "Recreate" },
      }),
      `${at("vertical.resources")}: "memory" is changed by mode "Recreate" while "horizontal.utilization" counts pods by it, and the two would fight; write the other resource alone, or mode "Off".`,
    ],
    [
      "a size that fights with the sample's own autoscaler",
      scaled({ namespace: "tenant-sample", name: "sample", vertical: { mode: "Initial" } }),
      `${at("vertical.resources")}: "cpu" is changed by mode "Initial" while the sample's own autoscaler counts pods by it, and the two would fight; write the other resource alone, or mode "Off".`,
    ],
    [
      "a namespace that is nobody's",
      scaled({ namespace: "tenant-toys", name: "importer", vertical: {} }),
      `${at("namespace")}: "tenant-toys" is the namespace of no tenant and not that of the sample; write one of those that there are: "tenant-shop", "tenant-sample".`,
    ],
    [
      "a scaler that does not run",
      { tenants: [{ name: "shop" }], autoscaling: { workloads: [{ ...importer, vertical: {} }] } },
      `${at("vertical")}: it is given although "autoscaling.vertical" is false; write true there.`,
    ],
    [
      "the use of pods that another stack makes",
      scaled({ ...importer, horizontal: { maxReplicas: 5, utilization: { cpu: 70 } } }),
      `${at("horizontal.utilization")}: KEDA takes it only where the workload exists, and this one is of another stack; write it into an autoscaler there.`,
    ],
  ];
  for (const [what, platform, line] of mistakes)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});

describe("configuration of autoscaling without nodes", () => {
  it("is refused, since no profile takes the pods of a scaler", () => {
    const platform = {
      nodes: { groups: [], fargate: { profiles: [{ name: "all", selectors: [{ namespace: "kube-system" }] }] } },
      autoscaling: { vertical: true },
    };
    const wanted =
      'eks-platform:autoscaling.vertical: true is meant although "nodes.groups" is [] and everything runs on Fargate, where its pods have no place; write false, or name a group.';
    assert.ok(mistakesOf(platform).includes(wanted));
  });
});

describe("configuration of restarts", () => {
  const lasting = { name: "lasting", os: "al2023", instanceTypes: ["m7i.large"] };
  const system = { name: "system", instanceTypes: ["m7i.large"] };
  const patched = (reboots: object, groups: object[] = [system, lasting]) => ({
    nodes: { groups },
    patching: { reboots },
  });
  const field = (name: string) => `eks-platform:patching.reboots${name}`;

  it("has none unless it says so, and then by night in the middle of the week", () => {
    assert.deepEqual(configOf({}).patching, {});
    const { window } = configOf(patched({})).patching.reboots ?? assert.fail();
    assert.deepEqual(window, { days: ["tue", "wed", "thu"], start: "02:00", end: "05:00", timeZone: "UTC" });
  });

  const mistakes: readonly (readonly [string, object, string])[] = [
    [
      "a window over midnight",
      patched({ window: { start: "22:00", end: "04:00" } }),
      `${field(".window.end")}: "04:00" is not after "22:00" of "start", and a window cannot go over midnight; write a later time of the same day.`,
    ],
    [
      "a time zone that is none",
      patched({ window: { timeZone: "Europe/Atlantis" } }),
      `${field(".window.timeZone")}: "Europe/Atlantis" is no time zone of the IANA database; write one such as "Europe/Berlin".`,
    ],
    [
      "a day that is none",
      patched({ window: { days: ["someday"] } }),
      `${field(".window.days[0]")}: "someday" is no day; write one of "mon", "tue", "wed", "thu", "fri", "sat", "sun".`,
    ],
    [
      "a group of Bottlerocket",
      patched({ groups: ["system"] }),
      `${field(".groups[0]")}: "system" has Bottlerocket, which replaces itself as a whole; set its "releaseVersion" instead, and leave it out.`,
    ],
    [
      "a platform without nodes that patch themselves",
      patched({}, [system]),
      `${field("")}: no group of "nodes.groups" has "os" "al2023", and other nodes are replaced rather than restarted; leave it out.`,
    ],
    [
      "a lock that breaks while its node is drained",
      patched({ drainTimeoutMinutes: 60, lockTtlMinutes: 30 }),
      `${field(".lockTtlMinutes")}: 30 is not more than 60 of "drainTimeoutMinutes", so that a second node would go while the first is drained; write more.`,
    ],
  ];
  for (const [what, platform, line] of mistakes)
    it(`refuses ${what}`, () => {
      assert.deepEqual(mistakesOf(platform), [line]);
    });
});
