import assert from "node:assert/strict";
import type { Log } from "sarif";
import { evaluate, readConfiguration, ruleDescriptions, unknown } from "../../../policies/evaluate";
import { formats } from "../../../preview/formats";
import type { FormatName } from "../../../preview/command-line";
import type { StackPreview } from "../../../preview/stack-preview";
import { graphOf, resource } from "../../policies/fixture";

const names = Object.keys(formats) as readonly FormatName[];

/** A preview of one cluster. Formats read no more of a resource than stands here. */
function previewOf(inputs: NonNullable<Parameters<typeof resource>[2]>, parameters: object): StackPreview {
  const one = resource("aws:eks/cluster:Cluster", "c", inputs);
  const graph = graphOf([one]);
  const all = evaluate(graph, readConfiguration({ parameters: { today: "2026-11-21", ...parameters } }));
  const ofRule = <T extends { readonly rule: string }>(list: readonly T[]): readonly T[] =>
    list.filter(({ rule }) => rule === "EKS-02" || rule === "EKS-11");
  const verdicts = { ...all, findings: ofRule(all.findings), undecided: ofRule(all.undecided) };
  const none = { resources: 1, components: 0, create: 1, read: 0, advisory: 0, opaque: 0 };
  const registered = {
    ...one,
    ...{ external: false, aliases: [], ignoreChanges: [], deleteBeforeReplace: false },
    ...{ additionalSecretOutputs: [], customTimeouts: {} },
  };
  return {
    ...{ project: "fixture", stack: "test", stackFile: "Pulumi.test.yaml", resources: [registered], outputs: {} },
    ...{ rules: ruleDescriptions, verdicts, policyConfiguration: undefined, sources: new Map(), log: [] },
    timings: { load: 0, run: 0, judge: 0, total: 0 },
    counts: { ...none, mandatory: verdicts.findings.length, undecided: 1, waived: verdicts.waived.length },
    failed: true,
  };
}

async function rendered(name: FormatName, preview: StackPreview): Promise<string> {
  return formats[name]([preview], { color: false, several: false });
}

describe("verdicts in every format", () => {
  const undecided = previewOf(
    { vpcConfig: { endpointPrivateAccess: unknown }, deletionProtection: true },
    { undecidedIs: "fail" },
  );

  it("are tried on a mandatory rule that is undecided", () => {
    assert.deepEqual(
      undecided.verdicts.undecided.map(({ rule, level }) => [rule, level]),
      [["EKS-02", "mandatory"]],
    );
  });

  const asMandatory: Readonly<Record<FormatName, RegExp>> = {
    text: /Undecided at preview \(1\):\n +EKS-02 The API server has a private endpoint \(mandatory\)/,
    json: /"rule": "EKS-02",\s+"name": "private-endpoint-enabled",\s+"title": "[^"]+",\s+"level": "mandatory"/,
    markdown: /\*\*EKS-02\*\* The API server has a private endpoint \(mandatory\)/,
    sarif: /"ruleId": "EKS-02"/,
    junit: /<testcase [^>]*name="EKS-02 [^>]*>\s+<failure message="[^"]*undecided/,
    github: /::error [^\n]*title=EKS-02[^\n]*undecided/,
    html: /undecided, mandatory<\/span> <code class="id">EKS-02/,
  };
  for (const name of names)
    it(`show in ${name} that an undecided one is mandatory`, async () => {
      assert.match(await rendered(name, undecided), asMandatory[name]);
    });

  it("make an undecided mandatory one an error of code scanning", async () => {
    const log = JSON.parse(await rendered("sarif", undecided)) as Log;
    const results = (log.runs[0]?.results ?? []).map(({ ruleId, kind, level }) => [ruleId, kind, level]);
    assert.deepEqual(results, [["EKS-02", "fail", "error"]]);
  });

  const text = "expires=2026-12-01 owner=night-team reason=The cluster is rebuilt every night.";
  const waived = previewOf(
    { vpcConfig: { endpointPrivateAccess: true }, tags: { "policy.eks-platform/waive-EKS-11": text } },
    { resourceWaivers: "mandatory" },
  );

  for (const name of names.filter((each) => each !== "github"))
    it(`list in ${name} a waiver with its reason, its owner and the days that are left`, async () => {
      const document = await rendered(name, waived);
      for (const part of ["The cluster is rebuilt every night.", "night-team"])
        assert.ok(document.includes(part), `${name} says nothing of ${part}`);
      assert.match(document, /10 days left|daysLeft": 10|\| 10 \||days left: 10/);
    });

  it("suppress in the source for code scanning what the resource itself waives", async () => {
    const log = JSON.parse(await rendered("sarif", waived)) as Log;
    assert.deepEqual(
      log.runs[0]?.results?.map(({ suppressions }) => suppressions),
      [
        [
          {
            kind: "inSource",
            status: "accepted",
            justification: "The cluster is rebuilt every night. (night-team, until 2026-12-01)",
            properties: { owner: "night-team", expires: "2026-12-01", daysLeft: 10 },
          },
        ],
      ],
    );
  });
});
