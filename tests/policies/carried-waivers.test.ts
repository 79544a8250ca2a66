import assert from "node:assert/strict";
import { evaluate, readConfiguration, Secret, unknown, type GraphResource } from "../../policies/evaluate";
import { graphOf, resource } from "./fixture";

const key = "policy.eks-platform/waive-EKS-11";
const text = "expires=2026-12-01 owner=platform reason=The cluster is rebuilt every night.";
const parameters = { today: "2026-11-21", environment: "dev" };

type Inputs = NonNullable<Parameters<typeof resource>[2]>;

const cluster = (tags: Inputs | unknown, inputs: Inputs = {}) =>
  resource("aws:eks/cluster:Cluster", "c", { ...inputs, tags: tags as Inputs });

function judged(resources: readonly GraphResource[], more: object = {}) {
  const { findings, waived, undecided } = evaluate(
    graphOf(resources),
    readConfiguration({ parameters: { ...parameters, ...more } }),
  );
  return {
    waived: waived.map(({ finding, waiver, by, daysLeft }) => [finding.rule, waiver.owner, by, daysLeft]),
    found: (rule: string) => findings.filter((finding) => finding.rule === rule).map(({ urn }) => urn),
    undecided: (rule: string) => undecided.filter((verdict) => verdict.rule === rule).length,
    about: findings.filter(({ rule }) => rule === "META-02").map(({ path, message }) => `${path}: ${message}`),
  };
}

describe("waivers on resources", () => {
  it("cover verdicts of their rule on the resource with the tag, and on no other", () => {
    const other = { ...cluster({}), urn: "urn:pulumi:test::fixture::aws:eks/cluster:Cluster::d", name: "d" };
    const { waived, found, about } = judged([cluster({ [key]: text }), other]);
    assert.deepEqual(waived, [["EKS-11", "platform", "resource", 10]]);
    assert.deepEqual(found("EKS-11"), [other.urn]);
    assert.deepEqual(about, []);
  });

  it("may be several on one resource", () => {
    const tags = { [key]: text, "policy.eks-platform/waive-EKS-10": text };
    assert.deepEqual(
      judged([cluster(tags)])
        .waived.map(([rule]) => rule)
        .sort(),
      ["EKS-10", "EKS-11"],
    );
  });

  it("cover what is undecided as well", () => {
    const { waived, undecided } = judged([cluster({ [key]: text }, { deletionProtection: unknown })]);
    assert.deepEqual([waived.length, undecided("EKS-11")], [1, 0]);
  });

  it("stand in the annotations of a Kubernetes object", () => {
    const annotations = {
      "policy.eks-platform/waive-WL-01": "expires=2026-12-01 owner=a reason=Vendor (v2) moves: 'latest' only.",
    };
    const pod = resource("kubernetes:core/v1:Pod", "p", {
      metadata: { name: "p", namespace: "app", annotations },
      spec: { containers: [{ name: "a", image: "nginx" }] },
    });
    const { waived, found } = judged([pod], { resourceWaivers: "mandatory" });
    assert.deepEqual([waived, found("WL-01")], [[["WL-01", "a", "resource", 10]], []]);
  });

  it("stand in tags that are a list", () => {
    const key = "policy.eks-platform/waive-TAG-01";
    const tags = [{ key, value: text, propagateAtLaunch: false }];
    const { waived, found } = judged([resource("aws:autoscaling/group:Group", "g", { tags })]);
    assert.deepEqual([waived, found("TAG-01")], [[["TAG-01", "platform", "resource", 10]], []]);
  });

  it("are one where a component hands its tags to its parts", () => {
    const component = resource("eks:index:Cluster", "c", { tags: { [key]: text } });
    const child = resource(
      "aws:eks/cluster:Cluster",
      "c",
      { tags: { [key]: text } },
      { parent: component.urn, parentType: "eks:index:Cluster" },
    );
    const role = resource("aws:iam/role:Role", "r", { tags: { [key]: text } }, { parent: component.urn });
    const { waived, found, about } = judged([role, child, component]);
    assert.deepEqual([waived.length, found("EKS-11"), about], [1, [], []]);
  });

  it("are none in the default tags of a provider", () => {
    const provider = resource("pulumi:providers:aws", "aws", { defaultTags: { tags: { [key]: text } } });
    assert.deepEqual(judged([provider, { ...cluster({}), provider: provider.urn }]).waived, []);
  });

  for (const [what, value, said] of [
    [
      "expired",
      "expires=2026-11-20 owner=a reason=The cluster is rebuilt nightly.",
      "The waiver expired on 2026-11-20.",
    ],
    [
      "too long",
      "expires=2027-11-22 owner=a reason=The cluster is rebuilt nightly.",
      "The waiver expires on 2027-11-22, in 366 days",
    ],
    ["without a real reason", "expires=2026-12-01 owner=a reason=because", "The waiver on the resource is malformed."],
    [
      "without an owner",
      "expires=2026-12-01 reason=The cluster is rebuilt nightly.",
      "The waiver on the resource is malformed.",
    ],
    [
      "of no date",
      "expires=soon owner=a reason=The cluster is rebuilt nightly.",
      "The waiver on the resource is malformed.",
    ],
    ["not known", unknown, "The waiver on the resource is no plain text that is known at preview."],
    ["secret", new Secret(text), "The waiver on the resource is no plain text that is known at preview."],
    ["no text", 3, "The waiver on the resource is no plain text that is known at preview."],
    ["refused by AWS for its characters", `${text} (sorry)`, "The waiver is a tag value that AWS refuses."],
    ["refused by AWS for its length", text.padEnd(257, "."), "The waiver is a tag value that AWS refuses."],
  ] as const)
    it(`are findings themselves, and waive nothing, when ${what}`, () => {
      const { waived, about } = judged([cluster({ [key]: value })], { waiverMaxDays: 365 });
      assert.deepEqual(waived, []);
      assert.equal(about.length, 1);
      assert.ok(about[0]?.startsWith(`tags.${key}: ${said}`), about[0]);
    });

  for (const [what, id, said] of [
    ["no rule", "EKS-77", 'The waiver names "EKS-77", which is no rule.'],
    ["a rule about the rules", "META-01", "What the rules are judged by cannot be waived on a resource."],
  ] as const)
    it(`are findings themselves when they name ${what}`, () => {
      const { about } = judged([cluster({ [`policy.eks-platform/waive-${id}`]: text })]);
      assert.deepEqual(about.length, 1);
      assert.ok(about[0]?.includes(said), about[0]);
    });

  it("are findings when they cover nothing", () => {
    const { about } = judged([cluster({ [key]: text }, { deletionProtection: true })]);
    assert.deepEqual(about, [
      `tags.${key}: The waiver of EKS-11 on the resource covers nothing in this run. The path is tags.${key}. Remove it, or correct its rule.`,
    ]);
  });

  it("cover no mandatory verdict unless the configuration lets them, and say so", () => {
    const resources = [cluster({ [key]: text })];
    const refused = judged(resources, { environment: "prod" });
    assert.deepEqual([refused.waived, refused.found("EKS-11").length, refused.about.length], [[], 1, 1]);
    assert.match(refused.about[0] ?? "", /would cover a mandatory verdict, which only the configuration may\./);
    const allowed = judged(resources, { environment: "prod", resourceWaivers: "mandatory" });
    assert.deepEqual([allowed.waived.length, allowed.about], [1, []]);
  });

  it("cover nothing where the configuration switches them off, or does not list their rule", () => {
    const resources = [cluster({ [key]: text })];
    for (const [more, said] of [
      [{ resourceWaivers: "none" }, "The configuration lets no resource waive anything itself."],
      [{ resourceWaiverRules: ["WL-*", "COST-01"] }, "The configuration lets no resource waive EKS-11 itself."],
    ] as const) {
      const { waived, found, about } = judged(resources, more);
      assert.deepEqual([waived, found("EKS-11").length, about.length], [[], 1, 1]);
      assert.ok(about[0]?.includes(said), about[0]);
    }
    assert.equal(judged(resources, { resourceWaiverRules: ["EKS-*"] }).waived.length, 1);
  });

  it("repeat nothing of a text that has not their form", () => {
    const { about } = judged([cluster({ [key]: "hunter2" })]);
    assert.equal(about.join().includes("hunter2"), false);
  });
});
