import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Secret, unknown, Unknown, type PropertyMap } from "../../../policies/evaluate";
import { decodeStruct, encodeStruct } from "../../../preview/engine/wire";

/** The keys that Pulumi gives to what is no plain JSON, as its engine defines them. */
const key = "4dabf18193072939515e22adb298388d";
const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: unknown) => ({ [key]: "1b47061264138c4ac30d75fd1eb44270", value });
const reference = (members: object) => ({ [key]: "5cf8f73096256a8f31e491e813e4eb8e", ...members });
const output = (members: object) => ({ [key]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...members });
const asset = (members: object) => ({ [key]: "c44067f5952c0a294b673a41bacd8c17", ...members });

const urn = "urn:pulumi:dev::p::aws:s3/bucket:Bucket::b";

function decode(value: unknown): ReturnType<typeof decodeStruct> {
  // JSON is what the types of the protobuf library ask for; the cast says that these literals are.
  return decodeStruct(Struct.fromJavaScript({ value } as Parameters<typeof Struct.fromJavaScript>[0]));
}

function valueOf(value: unknown): unknown {
  return decode(value).properties["value"];
}

describe("The wire format", () => {
  it("carries plain JSON as it is", () => {
    const plain = {
      text: "a",
      number: 1.5,
      flag: false,
      nothing: null,
      list: [1, ["b"], {}],
      map: { deep: { x: "" } },
    };
    assert.deepEqual(valueOf(plain), plain);
  });

  it("has no properties where the message has none", () => {
    assert.deepEqual(decodeStruct(undefined).properties, {});
  });

  it("turns the sentinel into an unknown, at any depth", () => {
    assert.equal(valueOf(sentinel), unknown);
    assert.deepEqual(valueOf({ list: [sentinel, "a"] }), { list: [unknown, "a"] });
  });

  it("keeps what is inside a secret, unknown or not", () => {
    assert.deepEqual(valueOf(secret("token")), new Secret("token"));
    assert.deepEqual(valueOf([secret({ user: "a", password: sentinel })]), [
      new Secret({ user: "a", password: unknown }),
    ]);
  });

  it("turns a reference into the resource's id, unknown while it has none", () => {
    assert.equal(valueOf(reference({ urn, id: "b-123" })), "b-123");
    assert.deepEqual(valueOf(reference({ urn, id: "" })), new Unknown(urn));
    assert.deepEqual(valueOf(reference({ urn, id: sentinel })), new Unknown(urn));
  });

  it("turns a reference to a component into its URN", () => {
    assert.equal(valueOf(reference({ urn })), urn);
  });

  it("turns an output value into its value, and tells what it depends on", () => {
    const { properties, dependencies } = decode([
      output({ value: "a", dependencies: [urn] }),
      output({ secret: true }),
    ]);
    assert.deepEqual(properties["value"], ["a", new Secret(unknown)]);
    assert.deepEqual([...(dependencies.get("value") ?? [])], [urn]);
  });

  it("keeps assets apart from maps", () => {
    assert.deepEqual(valueOf(asset({ path: "./index.html" })), { $asset: { path: "./index.html" } });
  });

  it("says whether anything was replaced that a provider would not echo", () => {
    assert.equal(decode({ a: [sentinel, secret("b")] }).resolved, false);
    assert.equal(decode([reference({ urn })]).resolved, true);
    assert.equal(decode([output({ value: 1 })]).resolved, true);
  });

  it("gives back what it was given", () => {
    const properties: PropertyMap = {
      text: "a",
      number: 0,
      flag: true,
      nothing: null,
      list: [unknown, new Secret([1, unknown])],
      file: { $asset: { path: "./index.html" } },
    };
    assert.deepEqual(decodeStruct(encodeStruct(properties)).properties, properties);
  });

  it("leaves out what is undefined", () => {
    assert.deepEqual(encodeStruct({ absent: undefined, present: 1 }).toJavaScript(), { present: 1 });
  });
});
