import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ruleDescriptions } from "../../policies/evaluate";
import { readProject } from "../../preview/project/project";
import { findStackFiles } from "../../preview/project/stack-file";
import { runPreview } from "../preview/run-preview";
import { expectedOfComponents } from "./broken/components/expected";
import type { Expectation } from "./broken/expectation";
import { expectedOfPlatform } from "./broken/platform/expected";
import { expectedOfWorkloads } from "./broken/workloads/expected";

const project = path.join(__dirname, "broken");
const expected: Readonly<Record<string, Expectation>> = {
  platform: expectedOfPlatform,
  components: expectedOfComponents,
  workloads: expectedOfWorkloads,
};

/** All that the stacks break by themselves is judged as in production, on a day that stays the same. */
const policies = path.join(project, "policies.json");
/** The rules about waivers and about a boundary are broken by what this configuration asks for. */
const waivers = path.join(project, "waivers.json");
const byConfiguration = ["META-02", "IAM-16"];

const groups = new Set(ruleDescriptions.map(({ id }) => id.replace(/-\d+$/, "")));

const verdict = z.object({ rule: z.string(), urn: z.string(), path: z.string() });
const previewSchema = z.object({
  stack: z.string(),
  findings: z.array(verdict.extend({ level: z.enum(["mandatory", "advisory"]), message: z.string(), fix: z.string() })),
  undecided: z.array(verdict),
  waived: z.array(z.object({ finding: verdict, daysLeft: z.number() })),
  opaque: z.array(z.object({ urn: z.string() })),
});
type Preview = z.infer<typeof previewSchema>;

/** `aws:ec2/vpc:Vpc` named main is "Vpc main". */
function shortName(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  return `${types.slice(types.lastIndexOf(":") + 1)} ${name.join("::")}`;
}

/** "Vpc main: NET-05" for each resource and rule, sorted. */
function pairs(verdicts: readonly { readonly rule: string; readonly urn: string }[]): readonly string[] {
  return [...new Set(verdicts.map(({ rule, urn }) => `${shortName(urn)}: ${rule}`))].sort();
}

/** The same of an expectation. A group of rules that the pack does not have at all is not expected to say anything. */
function pairsOf(rules: Expectation["mandatory"]): readonly string[] {
  return Object.entries(rules)
    .flatMap(([resource, ids]) => ids.filter(isOfPack).map((id) => `${resource}: ${id}`))
    .sort();
}

function isOfPack(id: string): boolean {
  return groups.has(id.replace(/-\d+$/, ""));
}

/** The rules that comments in the sources of a stack name. */
function rulesInComments(stack: string): readonly string[] {
  const folder = path.join(project, stack);
  const comments = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|yaml)$/.test(file) && !file.endsWith("expected.ts"))
    .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split("\n"))
    .flatMap((line) => /(?:\/\/|\/\*\*| \*|^#) .*$/.exec(line)?.[0] ?? []);
  return [...new Set(comments.flatMap((comment) => comment.match(/\b[A-Z]+(?:-[A-Z])?-\d\d\b/g) ?? []))].sort();
}

describe("Stacks of a careless team", () => {
  let code: number | null;
  let previews: readonly Preview[];

  before(async () => {
    const run = await runPreview(["tests/stacks/broken", "--policy-config", policies, "--format", "json"]);
    code = run.code;
    assert.notEqual(run.stdout, "", run.stderr);
    previews = z.array(previewSchema).parse(JSON.parse(run.stdout));
  });

  it("end in exit code 1", () => {
    assert.equal(code, 1);
  });

  it("are those that are expected", () => {
    assert.deepEqual(previews.map(({ stack }) => stack).sort(), Object.keys(expected).sort());
  });

  for (const [stack, expectation] of Object.entries(expected))
    describe(stack, () => {
      const preview = (): Preview => {
        const found = previews.find((one) => one.stack === stack);
        assert.ok(found, `there is no stack ${stack}`);
        return found;
      };

      it("is stopped by exactly the rules that its mistakes break", () => {
        const mandatory = preview().findings.filter(({ level }) => level === "mandatory");
        assert.deepEqual(pairs(mandatory), pairsOf(expectation.mandatory));
      });

      it("is advised of the rest", () => {
        const stopped = new Set(pairsOf(expectation.mandatory));
        const advisory = preview().findings.filter(({ level }) => level === "advisory");
        assert.deepEqual(
          pairs(advisory).filter((pair) => !stopped.has(pair)),
          pairsOf(expectation.advisory),
        );
      });

      it("leaves undecided and unseen only what nobody can know", () => {
        assert.deepEqual(pairs(preview().undecided), pairsOf(expectation.undecided));
        assert.deepEqual(
          preview()
            .opaque.map(({ urn }) => shortName(urn))
            .sort(),
          [...expectation.opaque].sort(),
        );
      });

      it("says in each finding where the mistake is and what to write instead", () => {
        for (const { rule, urn, path: place, message, fix } of preview().findings) {
          const where = `The path is ${place === "" ? "the resource itself" : place}.`;
          assert.ok(message.includes(where), `${rule} of ${urn}: ${message}`);
          assert.ok(fix.length > 0 && message.endsWith(fix), `${rule} of ${urn}: ${message}`);
        }
      });

      it("names in its comments the rules that it breaks, and no others", () => {
        const { mandatory, advisory } = expectation;
        const rules = [...Object.values(mandatory), ...Object.values(advisory)].flat();
        assert.deepEqual(rulesInComments(stack), [...new Set(rules)].sort());
      });
    });

  it("break every rule of the pack", () => {
    const broken = new Set(previews.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    const unbroken = ruleDescriptions.filter(({ id }) => !byConfiguration.includes(id) && !broken.has(id));
    assert.deepEqual(
      unbroken.map(({ id, name, title }) => `${id} ${name}: no stack in tests/stacks/broken breaks "${title}"`),
      [],
    );
  });

  it("are not previewed with the stacks that must be clean", () => {
    const root = path.join(__dirname, "..", "..");
    const { files } = findStackFiles(readProject(root), ["tests/stacks"], root);
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter(({ file }) => file.startsWith(project)),
      [],
    );
  });

  it("are reported in text with the fix of each mistake", async () => {
    const { code: textCode, stdout } = await runPreview([
      ...["tests/stacks/broken/Pulumi.components.yaml", "--policy-config", policies],
    ]);
    assert.equal(textCode, 1);
    const findings = previews.find(({ stack }) => stack === "components")?.findings ?? [];
    assert.ok(findings.length > 0);
    // The report breaks lines where they are full.
    const text = stdout.replace(/\s+/g, " ");
    for (const { rule, fix } of findings) assert.ok(text.includes(fix.replace(/\s+/g, " ")), `${rule}: ${fix}`);
  });

  it("break the rules that only a configuration sets: a boundary, and waivers expired, endless, wrong, unused, malformed", async () => {
    const { code: waivedCode, stdout } = await runPreview([
      ...["tests/stacks/broken/Pulumi.components.yaml", "--policy-config", waivers, "--format", "json"],
    ]);
    const { findings, waived } = previewSchema.parse(JSON.parse(stdout));
    assert.equal(waivedCode, 1);
    assert.deepEqual(
      findings.filter(({ rule }) => rule === "META-02").map(({ path: place }) => place),
      [
        ...["waivers[1].expires", "waivers[2].expires", "waivers[3].rule"],
        ...["waivers[5].reason", "waivers[5].owner", "waivers[5].expires", "waivers[4]"],
      ],
    );
    assert.deepEqual(
      waived.map(({ finding, daysLeft }) => [finding.rule, shortName(finding.urn), daysLeft]),
      [["NET-05", "Vpc tutorial", 29]],
    );
    // What a bad waiver was meant for still stands.
    const standing = pairs(findings.filter(({ level }) => level === "mandatory"));
    // No role of this stack carries the boundary that the configuration asks for.
    for (const pair of [
      "Cluster tutorial: EKS-02",
      "Cluster auto: EKS-03",
      "Cluster auto: EKS-04",
      "Role nodes: IAM-16",
    ])
      assert.ok(standing.includes(pair), pair);
  });
});
