import assert from "node:assert/strict";
import { isFullDigest, parseImageReference } from "../../../../policies/engine/workloads/image-reference";

const digits = "f".repeat(64);

/** References with registry, repository, tag and digest, after the normalisation that container runtimes agree on. */
const references: readonly (readonly [string, string, string, (string | undefined)?, string?])[] = [
  ["nginx", "docker.io", "library/nginx"],
  ["nginx:1.30", "docker.io", "library/nginx", "1.30"],
  ["team/app", "docker.io", "team/app"],
  ["docker.io/nginx", "docker.io", "library/nginx"],
  ["index.docker.io/library/nginx", "docker.io", "library/nginx"],
  ["localhost/app", "localhost", "app"],
  ["localhost:5000/app", "localhost:5000", "app"],
  ["registry:5000/app", "registry:5000", "app"],
  ["registry/app", "docker.io", "registry/app"],
  ["Registry/app", "Registry", "app"],
  ["registry.example.com/a/b/c:v1", "registry.example.com", "a/b/c", "v1"],
  ["registry.example.com:5000/app:5000", "registry.example.com:5000", "app", "5000"],
  ["[2001:db8::1]:5000/app", "[2001:db8::1]:5000", "app"],
  ["192.0.2.1/app", "192.0.2.1", "app"],
  ["a__b/c-d.e", "docker.io", "a__b/c-d.e"],
  [`nginx@sha256:${digits}`, "docker.io", "library/nginx", undefined, `sha256:${digits}`],
  [`nginx:1@sha256:${digits}`, "docker.io", "library/nginx", "1", `sha256:${digits}`],
  ["app:5000", "docker.io", "library/app", "5000"],
];

describe("image reference", () => {
  for (const [text, registry, repository, tag, digest] of references)
    it(`takes ${text} apart`, () => {
      assert.deepEqual(parseImageReference(text), { registry, repository, tag, digest });
    });

  for (const text of [
    "",
    "Nginx",
    "nginx:",
    "nginx@",
    "nginx:1:2",
    "nginx:-1",
    `nginx:${"a".repeat(129)}`,
    "a..b/c",
    "a/_b",
    "/nginx",
    "nginx/",
    "https://registry.example.com/app",
    "nginx 1",
    `${"a/".repeat(130)}b`,
  ])
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(parseImageReference(text), undefined);
    });

  it("takes no time over a name that almost is one", () => {
    assert.equal(parseImageReference(`${"a-".repeat(20_000)}`), undefined);
  });

  it("knows a full SHA-256 digest", () => {
    assert.equal(isFullDigest(`sha256:${digits}`), true);
    assert.equal(isFullDigest(`sha256:${digits.slice(1)}`), false);
    assert.equal(isFullDigest(`sha512:${digits}${digits}`), false);
  });
});
