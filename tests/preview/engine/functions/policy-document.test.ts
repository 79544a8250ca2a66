import assert from "node:assert/strict";
import { Secret } from "../../../../policies/evaluate";
import { policyDocument } from "../../../../preview/engine/functions/policy-document";

type Args = Parameters<typeof policyDocument>[0];

const documentOf = (args: Args): unknown => JSON.parse(String(policyDocument(args)["json"]));

// Expected documents follow the documented examples of Terraform's data source `aws_iam_policy_document`.
describe("the answer to getPolicyDocument", () => {
  it("writes single items plain, and everything under IAM's names", () => {
    assert.deepEqual(
      documentOf({
        statements: [
          {
            sid: "1",
            actions: ["s3:ListBucket"],
            resources: ["arn:aws:s3:::b"],
            conditions: [{ test: "StringLike", variable: "s3:prefix", values: ["", "home/", "home/&{aws:username}/"] }],
          },
          { effect: "Deny", notActions: ["iam:*"], resources: ["*"] },
        ],
      }),
      {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "1",
            Effect: "Allow",
            Action: "s3:ListBucket",
            Resource: "arn:aws:s3:::b",
            Condition: { StringLike: { "s3:prefix": ["", "home/", "home/${aws:username}/"] } },
          },
          { Effect: "Deny", NotAction: "iam:*", Resource: "*" },
        ],
      },
    );
  });

  it("joins principals of one type, and writes everybody as a star", () => {
    const trust = (principals: Args[string]): unknown =>
      documentOf({ statements: [{ actions: ["sts:AssumeRole"], principals }] });
    assert.deepEqual(
      trust([
        { type: "AWS", identifiers: ["arn:aws:iam::111122223333:root"] },
        { type: "AWS", identifiers: ["arn:aws:iam::444455556666:root"] },
        { type: "Service", identifiers: ["ec2.amazonaws.com"] },
      ]),
      {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: {
              AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"],
              Service: "ec2.amazonaws.com",
            },
            Action: "sts:AssumeRole",
          },
        ],
      },
    );
    assert.deepEqual(trust([{ type: "*", identifiers: ["*"] }]), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }],
    });
  });

  it("takes statements of sources, replaces those of one sid, and lets overrides replace again", () => {
    const statement = (sid: string, action: string) => ({ Sid: sid, Effect: "Allow", Action: action, Resource: "*" });
    const source = JSON.stringify({
      Version: "2012-10-17",
      Statement: [statement("a", "s3:Get*"), statement("b", "s3:Put*")],
    });
    assert.deepEqual(
      documentOf({
        sourcePolicyDocuments: [source],
        statements: [{ sid: "b", actions: ["ec2:*"], resources: ["*"] }],
        overridePolicyDocuments: [JSON.stringify({ Statement: statement("a", "sns:Publish") })],
      }),
      { Version: "2012-10-17", Statement: [statement("a", "sns:Publish"), statement("b", "ec2:*")] },
    );
  });

  it("reads through secrets", () => {
    assert.deepEqual(
      documentOf({ statements: [{ actions: [new Secret("s3:GetObject")], resources: new Secret(["*"]) }] }),
      {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
      },
    );
  });

  it("refuses a source that is not JSON", () => {
    assert.throws(() => policyDocument({ sourcePolicyDocuments: ["{"] }), {
      message: "aws:iam/getPolicyDocument:getPolicyDocument: sourcePolicyDocuments is not JSON; give policy documents.",
    });
  });
});
