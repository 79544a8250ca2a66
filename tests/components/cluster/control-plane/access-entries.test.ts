import assert from "node:assert/strict";
import { accessEntryProblems, type AccessEntryArgs } from "../../../../components/cluster/control-plane/access-entries";

const deployer = "arn:aws:iam::111122223333:role/deployer";
const platform: AccessEntryArgs = {
  name: "platform",
  principalArn: "arn:aws:iam::111122223333:role/sso/eu-west-1/Platform_0123456789abcdef",
  policies: [{ policy: "AmazonEKSAdminViewPolicy" }],
};

describe("access entries", () => {
  it("may name roles with a path, policies in namespaces, and groups without policies", () => {
    assert.deepEqual(
      accessEntryProblems(deployer, [
        {
          ...platform,
          policies: [{ policy: "AmazonEKSEditPolicy", namespaces: ["shop"] }, { policy: "AmazonEKSViewPolicy" }],
        },
        { name: "oncall", principalArn: "arn:aws-us-gov:iam::111122223333:role/oncall", kubernetesGroups: ["oncall"] },
      ]),
      [],
    );
  });

  const refused: readonly [string, readonly AccessEntryArgs[], RegExp][] = [
    [
      "a session",
      [{ ...platform, principalArn: "arn:aws:sts::111122223333:assumed-role/a/b" }],
      /is a session; name the role/,
    ],
    ["a user", [{ ...platform, principalArn: "arn:aws:iam::111122223333:user/ann" }], /is not the ARN of a role/],
    ["an account", [{ ...platform, principalArn: "arn:aws:iam::111122223333:root" }], /is not the ARN of a role/],
    [
      "a service-linked role",
      [{ ...platform, principalArn: "arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/X" }],
      /is a service-linked role/,
    ],
    [
      "the deployer again",
      [{ ...platform, principalArn: deployer }],
      /"platform" names .*, which deployerPrincipalArn has/,
    ],
    [
      "a principal twice",
      [platform, { ...platform, name: "other" }],
      /"other" names .*, which accessEntries "platform" has/,
    ],
    ["the deployer's logical name", [{ ...platform, name: "deployer" }], /"deployer" is a name that is taken/],
    ["nothing to do", [{ ...platform, policies: [] }], /neither policies nor kubernetesGroups/],
    ["a reserved group", [{ ...platform, kubernetesGroups: ["system:masters"] }], /reserved group "system:masters"/],
    [
      "a policy in no namespace",
      [{ ...platform, policies: [{ policy: "AmazonEKSViewPolicy", namespaces: [] }] }],
      /AmazonEKSViewPolicy in no namespace/,
    ],
    [
      "a policy twice",
      [
        {
          ...platform,
          policies: [
            { policy: "AmazonEKSViewPolicy", namespaces: ["a"] },
            { policy: "AmazonEKSViewPolicy", namespaces: ["b"] },
          ],
        },
      ],
      /gives AmazonEKSViewPolicy twice/,
    ],
  ];
  for (const [what, entries, message] of refused) {
    it(`may not name ${what}`, () => {
      const problems = accessEntryProblems(deployer, entries);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", message);
    });
  }

  it("need a deployer that is a role", () => {
    assert.match(
      accessEntryProblems("arn:aws:sts::111122223333:assumed-role/deployer/ci", []).join(),
      /^deployerPrincipalArn "arn:aws:sts::111122223333:assumed-role\/deployer\/ci" is a session/,
    );
  });
});
