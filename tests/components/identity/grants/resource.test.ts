import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { bucketArn } from "../../../../components/arn";
import { bedrock, cloudwatch, dynamodb, ecr, events, kms } from "../../../../components/identity/grants";
import { route53, s3, secrets, sqs, ssm } from "../../../../components/identity/grants";
import { policyDocument } from "../../../../components/identity/policy-document";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const bucket = bucketArn(location, "shop-incoming");
const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders";

describe("a grant", () => {
  it("refuses an output for an ARN, and one inside a text", () => {
    const unknown =
      /s3\.read: the ARN of a bucket is not known at preview; compose it from its name, such as "arn:aws:s3:::shop-incoming"/;
    // A program in JavaScript, or one that looks away from types, can pass this.
    const output = pulumi.output(bucket) as unknown as string;
    assert.throws(() => s3.read(output, "orders/"), unknown);
    assert.throws(() => s3.read(String(output), "orders/"), unknown);
  });

  const refused: readonly (readonly [what: string, grant: () => unknown, message: RegExp])[] = [
    [
      "a name for an ARN",
      () => s3.get("shop", "orders/"),
      /s3\.get: "shop" is not the ARN of a bucket; write one such as/,
    ],
    [
      "objects for a bucket",
      () => s3.get(`${bucket}/*`, "orders/"),
      /"arn:aws:s3:::shop-incoming\/\*" is not the ARN of a bucket/,
    ],
    ["a bucket for a table", () => dynamodb.put(bucket), /dynamodb\.put: .* is not the ARN of a table/],
    ["all tables", () => dynamodb.put(`${table.slice(0, -11)}*`), /table\/\*" is not the ARN of a table/],
    ["an ARN without an account", () => sqs.send("arn:aws:sqs:eu-west-1::shop"), /is not the ARN of a queue/],
    [
      "an empty prefix",
      () => s3.get(bucket, ""),
      /s3\.get: the prefix is empty; write one such as "orders\/", or wholeBucket/,
    ],
    ["a prefix with a wildcard", () => s3.get(bucket, "or*/"), /the prefix "or\*\/" has a wildcard/],
    [
      "a prefix that siblings have",
      () => s3.get(bucket, "orders"),
      /"orders" must not begin with a slash and must end with one.*write "orders\/"/,
    ],
    ["a prefix from the root", () => s3.get(bucket, "/orders/"), /"\/orders\/" must not begin.*write "orders\/"/],
    [
      "leading keys that are none",
      () => dynamodb.read(table, { leadingKeys: [] }),
      /the leading keys \[\] confine nothing/,
    ],
    [
      "leading keys that are all",
      () => dynamodb.read(table, { leadingKeys: ["*"] }),
      /the leading keys \["\*"\] confine nothing/,
    ],
    ["no index", () => dynamodb.read(table, { indexes: [] }), /the list of indexes is empty/],
    ["all indexes", () => dynamodb.read(table, { indexes: ["*"] }), /"\*" is not the name of an index/],
    [
      "a secret without suffix",
      () => secrets.read("arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"),
      /suffix of six/,
    ],
    [
      "a secret named like an ARN's end",
      () => secrets.secretArn(location, "shop-abc123"),
      /"shop-abc123" must be .* not end in a hyphen and six/,
    ],
    [
      "an alias of AWS",
      () => kms.use({ location, aliasName: "alias/aws/s3" }),
      /"alias\/aws\/s3" is not the alias of a key of yours/,
    ],
    [
      "a context without a value",
      () => kms.use({ location, aliasName: "alias/x" }, { context: { team: [] } }),
      /the context "team" has no value/,
    ],
    ["no parameter", () => ssm.readParameters([]), /the list of parameters is empty/],
    ["all parameters", () => ssm.readPath(ssm.parameterArn(location, "/")), /is not the ARN of a parameter/],
    [
      "a zone without an id",
      () => route53.change(route53.hostedZoneArn(location, "")),
      /is not the ARN of a hosted zone/,
    ],
    [
      "a record that is not normalized",
      () => route53.change("arn:aws:route53:::hostedzone/Z1", { names: ["Shop.example.com."] }),
      /"Shop\.example\.com\." is not normalized/,
    ],
    [
      "no type of record",
      () => route53.change("arn:aws:route53:::hostedzone/Z1", { types: [] }),
      /the list of types is empty/,
    ],
    ["a namespace of AWS", () => cloudwatch.put("AWS/EC2"), /"AWS\/EC2" must be .* not begin with AWS\//],
    ["an empty namespace", () => cloudwatch.put(""), /the namespace "" must be/],
    ["no repository", () => ecr.pull([]), /the list of repositories is empty/],
    [
      "a source of AWS",
      () => events.put("arn:aws:events:eu-west-1:111122223333:event-bus/shop", { sources: ["aws.ec2"] }),
      /the source "aws\.ec2" is empty or AWS's own/,
    ],
    [
      "a profile without its models",
      () => bedrock.invokeThrough("arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.x", []),
      /no model of the profile/,
    ],
  ];
  for (const [what, grant, message] of refused)
    it(`refuses ${what}`, () => {
      assert.throws(grant, message);
    });

  it("goes together with others on the same resource under the same key", () => {
    const key = { location, aliasName: "alias/shop-data" };
    const statements = [
      ...s3.read(bucket, "orders/", { key }),
      ...s3.write(bucket, "orders/", { key }),
      ...s3.remove(bucket, "orders/"),
      ...s3.get(bucket, "prices/", { key }),
      ...dynamodb.read(table, { key }),
      ...dynamodb.write(table, { key }),
    ];
    assert.doesNotThrow(() => policyDocument(statements));
  });

  it("is confined by the values of its conditions", () => {
    const key = { location, aliasName: "alias/shop-data" };
    assert.deepEqual(
      s3.read(bucket, "orders/", { key }).map(({ conditions }) => conditions),
      [
        { StringLike: { "s3:prefix": "orders/*" } },
        undefined,
        {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/shop-data" },
          StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
          StringLike: {
            "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::shop-incoming", "arn:aws:s3:::shop-incoming/orders/*"],
          },
        },
      ],
    );
    assert.deepEqual(dynamodb.put(table, { leadingKeys: ["tenant-a"] })[0]?.conditions, {
      "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["tenant-a"] },
      Null: { "dynamodb:LeadingKeys": "false" },
    });
    assert.deepEqual(cloudwatch.put("Shop")[0]?.conditions, { StringEquals: { "cloudwatch:namespace": ["Shop"] } });
  });
});
