import assert from "node:assert/strict";
import { evaluate, readConfiguration, unknown } from "../../policies/evaluate";
import { graphOf, resource } from "./fixture";

const today = "2026-11-21";
const waiver = {
  rule: "EKS-11",
  urn: "urn:pulumi:test::fixture::aws:eks/cluster:Cluster::c",
  reason: "The cluster is rebuilt every night.",
  owner: "platform",
  expires: "2026-12-01",
};

function judged(waivers: readonly unknown[], inputs: Parameters<typeof resource>[2] = {}) {
  const graph = graphOf([resource("aws:eks/cluster:Cluster", "c", inputs)]);
  const verdicts = evaluate(graph, readConfiguration({ parameters: { today, waivers } }));
  return {
    ...verdicts,
    found: verdicts.findings.filter(({ rule }) => rule === "EKS-11"),
    about: verdicts.findings.filter(({ rule }) => rule === "META-02").map(({ path, message }) => `${path}: ${message}`),
  };
}

describe("waivers", () => {
  it("show what they cover with the days that are left", () => {
    const { found, waived, about, coverage } = judged([waiver]);
    assert.deepEqual(found, []);
    assert.deepEqual(about, []);
    assert.deepEqual(
      waived.map(({ finding, daysLeft, waiver: by }) => [finding.rule, daysLeft, by]),
      [["EKS-11", 10, waiver]],
    );
    assert.deepEqual(coverage.resources[0]?.waived, ["EKS-11"]);
  });

  it("cover what is undecided as well", () => {
    const { waived, undecided } = judged([waiver], { deletionProtection: unknown });
    assert.equal(waived.length, 1);
    assert.deepEqual(
      undecided.filter(({ rule }) => rule === "EKS-11"),
      [],
    );
  });

  it("hold on their last day", () => {
    assert.deepEqual(
      judged([{ ...waiver, expires: today }]).waived.map(({ daysLeft }) => daysLeft),
      [0],
    );
  });

  for (const [urn, covers] of [
    ["urn:pulumi:test::fixture::aws:eks/cluster:Cluster::*", true],
    ["urn:pulumi:*::*::*::c", true],
    ["**::c", true],
    ["**", true],
    ["*::c", false],
    ["urn:pulumi:test::fixture::*", false],
    ["urn:pulumi:test::fixture::aws:eks/cluster:Cluster::d", false],
    ["urn:pulumi:test::fixture::aws.eks/cluster:Cluster::c", false],
  ] as const)
    it(`${covers ? "cover" : "do not cover"} the resource by ${urn}`, () => {
      assert.equal(judged([{ ...waiver, urn }]).waived.length, covers ? 1 : 0);
    });

  for (const [what, change, said] of [
    ["expired", { expires: "2026-11-20" }, "waivers[0].expires: The waiver expired on 2026-11-20."],
    [
      "too long",
      { expires: "2027-11-21" },
      "waivers[0].expires: The waiver expires on 2027-11-21, in 365 days, but may last 180 at most.",
    ],
    ["of no rule", { rule: "EKS-77" }, 'waivers[0].rule: The waiver names "EKS-77", which is no rule.'],
    ["of a date that is none", { expires: "soon" }, "waivers[0].expires: The waiver is malformed:"],
    ["of a day that does not exist", { expires: "2026-02-30" }, "waivers[0].expires: The waiver is malformed:"],
    ["without a real reason", { reason: "because" }, "waivers[0].reason: The waiver is malformed:"],
    ["without an owner", { owner: "" }, "waivers[0].owner: The waiver is malformed:"],
    ["with another key", { approved: true }, "waivers[0]: The waiver is malformed:"],
  ] as const)
    it(`are findings themselves, and waive nothing, when ${what}`, () => {
      const { found, about } = judged([{ ...waiver, ...change }]);
      assert.equal(found.length, 1);
      assert.equal(about.length, 1);
      assert.ok(about[0]?.startsWith(said), about[0]);
    });

  it("are findings when they cover nothing", () => {
    const { about } = judged([waiver], { deletionProtection: true });
    assert.deepEqual(about, [
      `waivers[0]: The waiver of EKS-11 for "${waiver.urn}" covers nothing in this run. The path is waivers[0]. Remove it, or correct its rule or URN.`,
    ]);
  });

  it("are findings when they are no objects", () => {
    assert.equal(judged(["EKS-11"]).about.length, 1);
  });
});
