import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Secret, unknown, type PropertyMap, type Value } from "../../../policies/evaluate";
import { withManifests } from "../../../preview/engine/manifest-files";
import { resource } from "../../policies/fixture";

describe("manifests that a component names", () => {
  let directory = "";

  before(() => {
    directory = mkdtempSync(path.join(tmpdir(), "manifests-"));
    mkdirSync(path.join(directory, "apps"));
    for (const file of ["web.yaml", "apps/a.yaml", "apps/b.yaml", "apps/b.json"])
      writeFileSync(path.join(directory, file), `# ${file}\n`);
  });

  after(() => {
    rmSync(directory, { recursive: true });
  });

  const manifestsOf = (type: string, inputs: PropertyMap) =>
    withManifests(resource(`kubernetes:yaml/v2:${type}`, "m", inputs), directory).manifests;
  const groupOf = (...files: readonly Value[]) => {
    const manifests = manifestsOf("ConfigGroup", { files });
    return manifests && [manifests.files.map((file) => file.path), manifests.isComplete];
  };

  it("are read from the program's folder, with their text", () => {
    assert.deepEqual(manifestsOf("ConfigFile", { file: "web.yaml" }), {
      files: [{ path: "web.yaml", text: "# web.yaml\n" }],
      isComplete: true,
    });
  });

  it("are found by patterns, in the order of the alphabet", () => {
    assert.deepEqual(groupOf("apps/*.yaml", "w?b.yaml"), [["apps/a.yaml", "apps/b.yaml", "web.yaml"], true]);
    assert.deepEqual(groupOf("*/[b-c].*"), [["apps/b.json", "apps/b.yaml"], true]);
  });

  it("are found by absolute paths", () => {
    const file = path.join(directory, "web.yaml");
    assert.deepEqual(groupOf(file), [[file], true]);
  });

  for (const [what, name] of [
    ["is not known", unknown],
    ["is secret", new Secret("web.yaml")],
    ["is on another host", "https://example.com/web.yaml"],
    ["does not exist", "other.yaml"],
    ["is a folder", "apps"],
    ["is a pattern of nothing", "apps/*.yml"],
  ] as const)
    it(`are not all there where one ${what}`, () => {
      assert.deepEqual(groupOf("apps/a.yaml", name), [["apps/a.yaml"], false]);
    });

  it("are none of other components, and of groups that name no files", () => {
    assert.equal(manifestsOf("ConfigGroup", { yaml: "kind: Pod" }), undefined);
    assert.equal(manifestsOf("Directory", { files: ["web.yaml"] }), undefined);
  });
});
