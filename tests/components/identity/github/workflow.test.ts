import assert from "node:assert/strict";
import {
  subject,
  workflowProblems,
  type Repository,
  type Workflow,
} from "../../../../components/identity/github/workflow";

const repository = { fullName: "acme/eks-platform" };

describe("the subject of a workflow", () => {
  // The forms of GitHub's OpenID Connect reference.
  const subjects: readonly (readonly [Repository, Workflow, string])[] = [
    [repository, { environment: "prod" }, "repo:acme/eks-platform:environment:prod"],
    [repository, { environment: "prod", ref: "refs/heads/main" }, "repo:acme/eks-platform:environment:prod"],
    [repository, { ref: "refs/heads/main" }, "repo:acme/eks-platform:ref:refs/heads/main"],
    [repository, { ref: "refs/tags/v1.2" }, "repo:acme/eks-platform:ref:refs/tags/v1.2"],
    [
      { ...repository, ids: { owner: "123456", repository: "456789" } },
      { ref: "refs/heads/main" },
      "repo:acme@123456/eks-platform@456789:ref:refs/heads/main",
    ],
  ];
  for (const [of, workflow, expected] of subjects)
    it(`is ${expected} for ${JSON.stringify(workflow)}`, () => {
      assert.equal(subject(of, workflow), expected);
    });

  const refused: readonly (readonly [Repository, Workflow, RegExp])[] = [
    [{ fullName: "acme/*" }, { ref: "refs/heads/main" }, /repository "acme\/\*" is not owner\/name without wildcards/],
    [{ fullName: "acm?/x" }, { ref: "refs/heads/main" }, /repository "acm\?\/x" is not/],
    [{ fullName: "eks-platform" }, { ref: "refs/heads/main" }, /repository "eks-platform" is not/],
    [
      { ...repository, ids: { owner: "acme", repository: "1" } },
      { environment: "prod" },
      /ids "acme" and "1" are not both numbers/,
    ],
    [repository, {}, /neither environment nor ref is given/],
    [repository, { environment: "prod-*" }, /environment "prod-\*" is empty or has one of/],
    [repository, { environment: "" }, /environment "" is empty/],
    [repository, { environment: "prod:ref" }, /environment "prod:ref" is empty or has one of/],
    [repository, { ref: "refs/heads/*" }, /ref "refs\/heads\/\*" is not one branch or tag/],
    [repository, { ref: "main" }, /ref "main" is not one branch or tag/],
    [repository, { ref: "refs/pull/7/merge" }, /ref "refs\/pull\/7\/merge" is not one branch or tag/],
  ];
  for (const [of, workflow, message] of refused)
    it(`is refused for ${of.fullName} and ${JSON.stringify(workflow)}`, () => {
      assert.equal(workflowProblems(of, workflow).length, 1);
      assert.throws(() => subject(of, workflow), message);
    });
});
