import assert from "node:assert/strict";
import { createUrn, nameOf, typeOf, urnOfProvider } from "../../preview/urn";

// Each expected URN is spelled out as the Pulumi documentation describes them, "Resource names, URNs".
const stackUrn = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const siteUrn = "urn:pulumi:dev::shop::shop:web:Site::site";

describe("URNs", () => {
  const cases: readonly (readonly [string, string | undefined, string, string, string])[] = [
    [
      "leave the stack's type out",
      stackUrn,
      "aws:s3/bucket:Bucket",
      "b",
      "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b",
    ],
    ["have only their own type without a parent", undefined, "pulumi:pulumi:Stack", "shop-dev", stackUrn],
    [
      "put the parent's type first",
      siteUrn,
      "aws:s3/bucket:Bucket",
      "b",
      "urn:pulumi:dev::shop::shop:web:Site$aws:s3/bucket:Bucket::b",
    ],
    [
      "chain the types of all parents",
      "urn:pulumi:dev::shop::shop:web:Site$shop:web:Page::home",
      "aws:s3/bucketObject:BucketObject",
      "index.html",
      "urn:pulumi:dev::shop::shop:web:Site$shop:web:Page$aws:s3/bucketObject:BucketObject::index.html",
    ],
  ];
  for (const [behaviour, parent, type, name, expected] of cases) {
    it(behaviour, () => {
      assert.equal(createUrn("dev", "shop", parent, type, name), expected);
    });
  }

  it("tell the resource's own type and its name, even one with colons", () => {
    const urn = "urn:pulumi:dev::shop::shop:web:Site$aws:iam/role:Role::ns::sa";
    assert.equal(typeOf(urn), "aws:iam/role:Role");
    assert.equal(nameOf(urn), "ns::sa");
  });

  it("precede the id in a provider reference", () => {
    const provider = "urn:pulumi:dev::shop::pulumi:providers:aws::main";
    assert.equal(urnOfProvider(`${provider}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`), provider);
  });
});
