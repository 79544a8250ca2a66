import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { credentialIn, credentialInUserData } from "../../../../policies/engine/workloads/credential-shape";

// Assembled here, so that no scanner takes the samples for leaked credentials.
const accessKey = ["ASIA", "IOSFODNN7", "EXAMPLE"].join("");
const sensitiveNames = ["password", "passwd", "secret", "token", "api+key", "access+key"];
const header = (kind: string): string => ["-----BEGIN", kind, "KEY-----"].join(" ");
const script = `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${accessKey}\n`;

describe("shape of a credential", () => {
  for (const text of [
    accessKey,
    `id=${accessKey};`,
    header("EC PRIVATE"),
    header("PRIVATE"),
    header("ENCRYPTED PRIVATE"),
  ])
    it(`is ${text.slice(0, 16)}…`, () => {
      assert.notEqual(credentialIn(text, sensitiveNames), undefined);
    });

  it("is the header of a PGP key", () => {
    assert.notEqual(credentialIn(["-----BEGIN PGP PRIVATE", "KEY BLOCK-----"].join(" "), sensitiveNames), undefined);
  });

  for (const url of ["redis://:hunter2@cache:6379", "https://user:p%40ss@example.com/path"])
    it(`is the password of ${url}`, () => {
      assert.equal(credentialIn(`see ${url} there`, sensitiveNames), "a URL with a password");
    });

  for (const text of [
    header("PUBLIC"),
    `${accessKey}A`,
    `X${accessKey}`,
    "https://example.com:8443/path@here",
    "https://user@example.com",
    "postgres://app:$(PASSWORD)@db",
    "postgres://app:${PASSWORD}@db",
    "postgres://app:<password>@db",
    "postgres://app:****@db",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
    "git@example.com:team/app.git",
  ])
    it(`is not ${text}`, () => {
      assert.equal(credentialIn(text, sensitiveNames), undefined);
    });

  it("is found in user data as it is, in base64 and packed", () => {
    for (const data of [script, Buffer.from(script).toString("base64"), gzipSync(script).toString("base64")])
      assert.equal(credentialInUserData(data, sensitiveNames), "an AWS access key id");
  });

  it("is not found in packed data that are broken", () => {
    assert.equal(credentialInUserData(gzipSync(script).subarray(0, 20).toString("base64"), sensitiveNames), undefined);
  });
});
