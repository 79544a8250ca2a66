import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { settingsSchema } from "../../../../infra/config";
import { stackFileSchema } from "../../../../infra/config/stack-file/documents";
import { generatedDocuments } from "../../../../infra/generate";

const root = path.join(__dirname, "..", "..", "..", "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

describe("generated documents", () => {
  for (const file of ["Pulumi.schema.json", "docs/configuration.md"])
    it(`${file} is current; \`npm run generate\` makes it so`, async () => {
      assert.equal(read(file), (await generatedDocuments("eks-platform")).get(file));
    });
});

describe("the schema of stack files", () => {
  // Unicode classes in patterns need the flag that Ajv sets by default; formats are not used.
  const validate = new Ajv({ strict: false }).compile(stackFileSchema("eks-platform", settingsSchema));

  for (const file of [
    "Pulumi.dev.yaml",
    "Pulumi.prod.yaml",
    ...["hybrid", "ipv6", "minimal", "private", "regulated"].map((name) => `tests/stacks/${name}.yaml`),
  ])
    it(`accepts ${file}`, () => {
      assert.ok(validate(parse(read(file))), JSON.stringify(validate.errors));
    });

  const refused: readonly { readonly what: string; readonly config: object }[] = [
    { what: "no owner", config: { "eks-platform:tags": { costCenter: "cc-1000" } } },
    { what: "an unknown room", config: { "eks-platform:netwrok": {} } },
    { what: "an unknown key of a room", config: { "eks-platform:network": { natt: "none" } } },
    { what: "a number as version", config: { "eks-platform:cluster": { kubernetesVersion: 1.36 } } },
    { what: "an unknown minor", config: { "eks-platform:cluster": { kubernetesVersion: "1.99" } } },
    { what: "seven zones", config: { "eks-platform:network": { availabilityZones: 7 } } },
  ];

  for (const { what, config } of refused)
    it(`refuses ${what}`, () => {
      const least = {
        "aws:region": "eu-west-1",
        "aws:allowedAccountIds": ["111122223333"],
        "eks-platform:tags": { owner: "platform-team", costCenter: "cc-1000" },
      };
      assert.ok(validate({ config: least }), "without the mistake it is accepted");
      assert.equal(validate({ config: { ...least, ...config } }), false);
    });

  it("leaves the settings of other programs' packages alone", () => {
    const { config } = parse(read("tests/stacks/minimal.yaml")) as { config: object };
    assert.ok(validate({ config: { ...config, "kubernetes:namespace": "x" } }));
  });
});
