import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withTenantsFile, type Completed } from "../../../../infra/config/stack-file/tenants-file";

describe("a file of tenants", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "tenants-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const complete = (tenants: unknown): Completed =>
    withTenantsFile(
      { namespaces: { aws: { region: "eu-west-1" }, shop: { tenants, sample: 1 } }, encrypted: [] },
      "shop",
      folder,
    );

  it("is read in the place of its name, from the project's folder", () => {
    writeFileSync(path.join(folder, "teams.yaml"), "- name: web\n- name: mail\n");
    assert.deepEqual(complete("teams.yaml"), {
      settings: {
        namespaces: { aws: { region: "eu-west-1" }, shop: { tenants: [{ name: "web" }, { name: "mail" }], sample: 1 } },
        encrypted: [],
      },
    });
  });

  it("is not looked for where the stack file has the list itself, or none", () => {
    for (const tenants of [[{ name: "web" }], undefined]) {
      const { settings } = complete(tenants) as Extract<Completed, { settings: object }>;
      assert.deepEqual(settings.namespaces["shop"]?.["tenants"], tenants);
    }
  });

  it("is a mistake where it does not exist, or holds no list", () => {
    const { problem } = complete("none.yaml") as Extract<Completed, { problem: string }>;
    assert.match(
      problem,
      /^shop:tenants: the file "none\.yaml" cannot be read \(ENOENT.*\); write a list of tenants, or the path of a YAML file with one\.$/,
    );
    writeFileSync(path.join(folder, "map.yaml"), "name: web\n");
    assert.deepEqual(complete("map.yaml"), {
      problem: 'shop:tenants: the file "map.yaml" holds no list; write a list of tenants there.',
    });
  });
});
