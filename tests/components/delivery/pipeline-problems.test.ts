import assert from "node:assert/strict";
import { pipelineProblems } from "../../../components/delivery";

const source = {
  connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab",
  repository: "acme/eks-platform",
  branch: "main",
};
const pulumi = { version: "3.259.0", sha256: "a".repeat(64) };

const paths = (changes: Partial<typeof source>, cli: Partial<typeof pulumi> = {}) =>
  pipelineProblems({ source: { ...source, ...changes }, pulumi: { ...pulumi, ...cli } }).map(({ path }) =>
    path.join("."),
  );

describe("pipelineProblems", () => {
  it("accepts connections by both names of their service, and groups of GitLab", () => {
    assert.deepEqual(paths({}), []);
    assert.deepEqual(
      paths({ connectionArn: source.connectionArn.replace("codeconnections", "codestar-connections") }),
      [],
    );
    assert.deepEqual(paths({ repository: "acme/platforms/eks" }), []);
  });

  it("refuses what is no connection, and whatever could match a second repository or branch", () => {
    assert.deepEqual(paths({ connectionArn: "arn:aws:codeconnections:eu-west-1:111122223333:host/x" }), [
      "source.connectionArn",
    ]);
    for (const repository of ["acme", "acme/*", "https://example.com/acme/eks"])
      assert.deepEqual(paths({ repository }), ["source.repository"], repository);
    for (const branch of ["", "refs/heads/main", "release/*"])
      assert.deepEqual(paths({ branch }), ["source.branch"], branch);
  });

  it("refuses a CLI that is not one version with its checksum", () => {
    assert.deepEqual(paths({}, { version: ">=3.259.0" }), ["pulumi.version"]);
    assert.deepEqual(paths({}, { sha256: "A".repeat(64) }), ["pulumi.sha256"]);
  });

  it("quotes the value and says what to write", () => {
    const [problem] = pipelineProblems({ source: { ...source, repository: "acme" }, pulumi });
    assert.equal(
      problem?.message,
      '"acme" is not owner/name without wildcards; write, for example, "acme/eks-platform".',
    );
  });
});
