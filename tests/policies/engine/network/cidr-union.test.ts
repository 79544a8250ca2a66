import assert from "node:assert/strict";
import { cidrContains, cidrUnion, isOpen, parseCidr } from "../../../../policies/engine/network/cidr-union";

describe("CIDR union", () => {
  for (const [text, first, last] of [
    ["203.0.113.7/24", 0xcb007100n, 0xcb0071ffn],
    ["0.0.0.0/0", 0n, 0xffffffffn],
    ["::ffff:203.0.113.0/120", 0xcb007100n, 0xcb0071ffn],
  ] as const)
    it(`reads ${text} as IPv4 with its host bits cleared`, () => {
      assert.deepEqual(parseCidr(text), { family: 4, first, last });
    });

  for (const text of [
    "10.0.0.0",
    "010.0.0.0/8",
    "10.0.0.0/33",
    "10.0.0.0/08",
    "fe80::1%eth0/64",
    "::ffff:01.2.3.4/128",
    "x/8",
    "",
  ])
    it(`calls ${JSON.stringify(text)} malformed`, () => {
      assert.deepEqual(cidrUnion([text]).malformed, [text]);
    });

  it("counts overlapping and adjacent ranges once", () => {
    assert.equal(cidrUnion(["10.0.0.0/25", "10.0.0.128/25", "10.0.0.64/26"]).ipv4.addresses, 256n);
  });

  for (const split of [
    ["0.0.0.0/1", "128.0.0.0/1"],
    ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1"],
  ])
    it(`sees that ${split.join(" with ")} leaves nothing out`, () => {
      assert.equal(cidrUnion(split).ipv4.coversFamily, true);
      assert.equal(isOpen(split, 2 ** 24), true);
    });

  for (const [sources, open] of [
    [["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"], false],
    [["8.0.0.0/8"], true],
    [["8.0.0.0/9"], false],
    [["2001:db8::/32"], true],
    [["2001:db8::/33"], false],
    [["fc00::/7"], false],
    [["2001:db8::/33", "2001:db8:8000::/33"], true],
  ] as const)
    it(`calls ${sources.join(" with ")} ${open ? "open" : "not open"} at 16,777,216 public addresses`, () => {
      assert.equal(isOpen(sources, 2 ** 24), open);
    });

  it("knows which block lies in which", () => {
    assert.equal(cidrContains("128.0.0.0/1", "169.254.169.254/32"), true);
    assert.equal(cidrContains("10.0.0.0/8", "169.254.169.254/32"), false);
    assert.equal(cidrContains("::/0", "169.254.169.254/32"), false);
    assert.equal(cidrContains("::/0", "fd00:ec2::254/128"), true);
  });
});
