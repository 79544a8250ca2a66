import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse as parseYaml } from "yaml";
import { configOf, mistakesWithin } from "./configuration";

/** The authority of the stack that is previewed. */
const certificates = (
  parseYaml(readFileSync(path.join(__dirname, "..", "..", "stacks", "hybrid.yaml"), "utf8")) as {
    config: { "eks-platform:nodes": { hybrid: { certificates: string } } };
  }
).config["eks-platform:nodes"].hybrid.certificates;

const remote = { remoteNetworks: { nodeCidrs: ["192.168.0.0/20"] } };

const accepted = (hybrid: object) => {
  const { nodes } = configOf({ cluster: remote, nodes: { hybrid } });
  assert.ok(nodes.hybrid);
  return nodes.hybrid;
};
const mistakesOf = (hybrid: object, cluster: object = remote) =>
  mistakesWithin({ cluster, nodes: { hybrid } }).map((line) => line.replace("nodes.hybrid", "hybrid"));

describe("configuration of hybrid nodes", () => {
  it("takes activations without more, and certificates of an authority", () => {
    assert.equal(accepted({}).credentials, "ssm");
    assert.equal(accepted({ credentials: "roles-anywhere", certificates }).certificates, certificates);
  });

  const cases: readonly (readonly [what: string, lines: readonly string[], expected: RegExp])[] = [
    ["no remote networks", mistakesOf({}, {}), /^hybrid: is given without "cluster\.remoteNetworks", /],
    ["no authority", mistakesOf({ credentials: "roles-anywhere" }), /^hybrid\.credentials: .*none is given; write/],
    ["an authority without use", mistakesOf({ certificates }), /^hybrid\.credentials: "ssm" does not look at "cert/],
    [
      "text that is no certificate",
      mistakesOf({ credentials: "roles-anywhere", certificates: "abc" }),
      /^hybrid\.certificates: holds no certificate; write it as PEM/,
    ],
    [
      "a broken certificate",
      mistakesOf({ credentials: "roles-anywhere", certificates: certificates.replace("MIIB", "MIIC") }),
      /^hybrid\.certificates: holds text as certificate 1 that is none; copy it again\.$/,
    ],
  ];
  for (const [what, lines, expected] of cases)
    it(`refuses ${what}`, () => {
      assert.equal(lines.length, 1, lines.join());
      assert.match(lines[0] ?? "", expected);
    });

  it("refuses a private key without quoting it", () => {
    const key = `-----BEGIN ${"PRIVATE KEY"}-----\nAAAA\n-----END ${"PRIVATE KEY"}-----\n`;
    const [line, ...others] = mistakesOf({ credentials: "roles-anywhere", certificates: `${certificates}${key}` });
    assert.deepEqual(others, []);
    assert.equal(
      line,
      "hybrid.certificates: holds a private key, which never leaves its authority; write the certificate alone.",
    );
  });
});
