import assert from "node:assert/strict";
import { addressCount, cidrProblem, contains, ipv6SubnetAt, overlap, subnetAt } from "../../../components/network/cidr";

describe("CIDR arithmetic", () => {
  it("accepts networks and names what is wrong with anything else", () => {
    assert.equal(cidrProblem("cidr", "10.0.0.0/16"), undefined);
    assert.equal(
      cidrProblem("cidr", "10.0.1.0/16"),
      'cidr "10.0.1.0/16" is not a network address; write "10.0.0.0/16".',
    );
    for (const malformed of ["", "10.0.0.0", "10.0.0/16", "10.0.0.0/33", "10.0.0.256/24", "2001:db8::/32", "ten"]) {
      assert.match(
        cidrProblem("podCidr", malformed) ?? "",
        /^podCidr ".*" is not an IPv4 CIDR block; write /,
        malformed,
      );
    }
  });

  it("counts the addresses of a prefix", () => {
    assert.equal(addressCount(16), 65_536);
    assert.equal(addressCount(28), 16);
  });

  it("tells containment and overlap", () => {
    assert.equal(contains("10.0.0.0/8", "10.255.0.0/16"), true);
    assert.equal(contains("10.255.0.0/16", "10.0.0.0/8"), false);
    assert.equal(overlap("10.255.0.0/16", "10.0.0.0/8"), true);
    assert.equal(overlap("10.0.0.0/17", "10.0.128.0/17"), false);
  });

  it("finds a block by its index", () => {
    assert.equal(subnetAt("10.0.0.0/16", 19, 1), "10.0.32.0/19");
    assert.equal(subnetAt("172.16.0.0/12", 16, 15), "172.31.0.0/16");
    assert.throws(() => subnetAt("10.0.0.0/16", 19, 8), /"10.0.0.0\/16" has no block \/19 at index 8/);
    assert.throws(() => subnetAt("10.0.0.0/16", 15, 0), RangeError);
  });

  it("finds a /64 of an IPv6 block by its index", () => {
    assert.equal(ipv6SubnetAt("2001:db8:0:ff00::/56", 0x21), "2001:db8:0:ff21::/64");
    assert.throws(() => ipv6SubnetAt("2001:db8:0:ff00::/56", 256), RangeError);
  });
});
