import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Secret, unknown } from "../../../policies/evaluate";
import { UsageError } from "../../../preview/failure";
import type { Project } from "../../../preview/project/project";
import { referencesOf } from "../../../preview/project/references";
import { temporaryFolder } from "../run-preview";

/** A project in a new folder. */
function project(): Project {
  const directory = temporaryFolder();
  return { name: "shop", directory, programDirectory: directory, entry: ".", nodeArguments: [], config: {} };
}

function written(folder: string, name: string, content: unknown): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const preview = (stack: string, outputs: object) => ({
  schemaVersion: 1,
  project: "net",
  stack,
  outputs,
  resources: [],
});

describe("The outputs of other stacks", () => {
  it("come from the file beside the project that is called after the stack", () => {
    const of = project();
    written(of.directory, "references/acme/net/dev.json", { vpcId: "vpc-1", cidrs: ["10.0.0.0/16"], none: null });
    assert.deepEqual(referencesOf(of, [], of.directory).outputsOf("acme/net/dev"), {
      vpcId: "vpc-1",
      cidrs: ["10.0.0.0/16"],
      none: null,
    });
  });

  it("come from the file that the command line names instead, relative to where it was started", () => {
    const of = project();
    written(of.directory, "references/acme/net/dev.json", { vpcId: "vpc-1" });
    written(of.directory, "given.json", { vpcId: "vpc-2" });
    const references = referencesOf(of, [{ stack: "acme/net/dev", file: "given.json" }], of.directory);
    assert.deepEqual(references.outputsOf("acme/net/dev"), { vpcId: "vpc-2" });
  });

  it("are those of the stack of its name in an earlier result with several", () => {
    const of = project();
    const several = [preview("dev", { vpcId: "vpc-1" }), preview("prod", { vpcId: "vpc-2" })];
    const file = written(of.directory, "previews.json", several);
    const references = referencesOf(of, [{ stack: "acme/net/prod", file }], of.directory);
    assert.deepEqual(references.outputsOf("acme/net/prod"), { vpcId: "vpc-2" });
  });

  it("stay unknown where they were, and secret however a secret was printed", () => {
    const of = project();
    const outputs = {
      vpc: { id: { $unknown: true }, cidr: "10.0.0.0/16" },
      kubeconfig: { $secret: true },
      token: "[secret]",
    };
    const file = written(of.directory, "preview.json", preview("dev", outputs));
    assert.deepEqual(referencesOf(of, [{ stack: "net/dev", file }], of.directory).outputsOf("net/dev"), {
      vpc: { id: unknown, cidr: "10.0.0.0/16" },
      kubeconfig: new Secret("[secret]"),
      token: new Secret("[secret]"),
    });
  });

  it("are missed with one sentence that says where to write them", () => {
    const of = project();
    assert.throws(() => referencesOf(of, [], of.directory).outputsOf("acme/net/dev"), {
      fault: "configuration",
      message:
        'Stack reference "acme/net/dev": what that stack puts out is not known offline; write it to references/acme/net/dev.json in the project\'s folder, as "pulumi stack output --json" or a preview with --format json prints it, or name such a file by --reference acme/net/dev=FILE.',
    });
  });

  it("are never looked for outside of the project's folder", () => {
    const of = project();
    written(of.directory, "references/inside.json", {});
    written(of.directory, "outside.json", { vpcId: "vpc-1" });
    assert.throws(() => referencesOf(of, [], of.directory).outputsOf("../outside"), { fault: "configuration" });
  });

  const mistakes = [
    { what: "no JSON", content: "vpcId: 1", message: /^--reference given\.json: the file is not JSON; / },
    { what: "no map", content: "[1]", message: /^--reference given\.json: the file holds no outputs; / },
    {
      what: "a preview of another stack",
      content: preview("prod", {}),
      message: /^--reference given\.json: the file has no preview of "acme\/net\/dev", only of "net\/prod"\.$/,
    },
  ] as const;
  for (const { what, content, message } of mistakes)
    it(`are refused from a file with ${what}`, () => {
      const of = project();
      written(of.directory, "given.json", content);
      assert.throws(
        () => referencesOf(of, [{ stack: "acme/net/dev", file: "given.json" }], of.directory),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    });

  it("are refused from a file that is not there", () => {
    const of = project();
    assert.throws(() => referencesOf(of, [{ stack: "acme/net/dev", file: "none.json" }], of.directory), {
      message: "--reference none.json: the file cannot be read.",
    });
  });
});
