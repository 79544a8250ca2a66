import assert from "node:assert/strict";
import { policyDocument } from "../../../components/identity/policy-document";

describe("policy document", () => {
  it("spells statements as the policy language does", () => {
    const json = policyDocument([
      { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::data/*"] },
      {
        sid: "NoPlainText",
        effect: "Deny",
        principals: "*",
        actions: ["s3:*"],
        resources: ["*"],
        conditions: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
    assert.deepEqual(JSON.parse(json), {
      Version: "2012-10-17",
      Statement: [
        { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::data/*"] },
        {
          Sid: "NoPlainText",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("refuses a sid that IAM refuses, quoting it", () => {
    assert.throws(
      () => policyDocument([{ sid: "Read data", actions: ["s3:GetObject"] }]),
      /"Read data".*letters and digits/,
    );
  });

  it("refuses a sid that appears twice", () => {
    const statement = { sid: "Read", actions: ["s3:GetObject"] };
    assert.throws(() => policyDocument([statement, statement]), /"Read" appears twice/);
  });

  it("denies all but some resources, and never allows them", () => {
    const statement = { sid: "Rest", actions: ["s3:GetObject"], notResources: ["arn:aws:s3:::state/*"] };
    assert.deepEqual(JSON.parse(policyDocument([{ ...statement, effect: "Deny" }])), {
      Version: "2012-10-17",
      Statement: [{ Sid: "Rest", Effect: "Deny", Action: ["s3:GetObject"], NotResource: ["arn:aws:s3:::state/*"] }],
    });
    assert.throws(() => policyDocument([statement]), /"Rest" allows all resources but some; name those/);
  });
});
