import assert from "node:assert/strict";
import { readSdkProperties } from "../../../../policies/engine/pack/sdk-values";
import { Secret, unknown } from "../../../../policies/engine/values/value";

const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Like the SDK's: reading an unknown throws. */
function throwing(target: object): object {
  return new Proxy(target, {
    get: (object, key) => {
      const value: unknown = Reflect.get(object, key);
      if (value === sentinel) throw new Error("value can't be known during preview");
      return value;
    },
  });
}

describe("values of the policy SDK", () => {
  it("are read without ever touching an unknown", () => {
    const properties = throwing({ a: sentinel, b: { c: [sentinel, 1] }, d: true, e: null });
    assert.deepEqual(readSdkProperties(properties), { a: unknown, b: { c: [unknown, 1] }, d: true, e: null });
  });

  for (const text of [
    "10.0.0.0/8",
    "2001:db8::/32",
    "1.36",
    "v1.4.0-eksbuild.3",
    "API_AND_CONFIG_MAP",
    "AL2023_x86_64_STANDARD",
    "vpc-cni",
    "$Latest",
    "gp2",
    "m7g.large",
    "arn:aws:iam::111122223333:role/x",
  ])
    it(`may repeat ${text}`, () => {
      assert.deepEqual(readSdkProperties({ text }), { text });
    });

  for (const text of [
    "hunter2",
    "correct horse",
    "AKIAIOSFODNN7/EXAMPLE",
    "ghp_16C7e42F292c6912E7",
    "1.20-hunter2",
    "{}",
    "",
  ])
    it(`takes ${JSON.stringify(text)} for a secret`, () => {
      assert.deepEqual(readSdkProperties({ text }), { text: new Secret(text) });
    });

  it("do not look into files", () => {
    assert.deepEqual(readSdkProperties({ file: { __pulumiAsset: true, path: "/etc/x" } }), { file: unknown });
  });
});
