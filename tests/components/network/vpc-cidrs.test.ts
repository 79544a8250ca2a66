import assert from "node:assert/strict";
import { secondaryCidrProblem, serviceCidrProblem, vpcCidrProblem } from "../../../components/network/vpc-cidrs";

describe("CIDRs of a VPC", () => {
  it("are /16 to /28, outside of ranges that mean something else", () => {
    for (const accepted of ["10.0.0.0/16", "100.64.0.0/16", "192.168.1.0/28", "198.51.100.0/24"]) {
      assert.equal(vpcCidrProblem("cidr", accepted), undefined, accepted);
    }
    assert.equal(vpcCidrProblem("cidr", "10.0.0.0/8"), 'cidr "10.0.0.0/8" has prefix length 8; AWS takes /16 to /28.');
    assert.equal(
      vpcCidrProblem("cidr", "10.0.0.0/29"),
      'cidr "10.0.0.0/29" has prefix length 29; AWS takes /16 to /28.',
    );
    for (const refused of ["169.254.0.0/16", "127.1.0.0/16", "0.0.0.0/16", "240.0.0.0/16", "224.0.0.0/20"]) {
      assert.match(vpcCidrProblem("cidr", refused) ?? "", /which no VPC can have/, refused);
    }
  });

  // The table of the VPC user guide, "IPv4 CIDR block association restrictions": V7.
  const beside: readonly (readonly [primary: string, secondary: string, accepted: boolean])[] = [
    ["10.2.0.0/16", "10.3.0.0/16", true],
    ["10.2.0.0/16", "100.64.0.0/16", true],
    ["10.2.0.0/16", "198.51.100.0/24", true],
    ["10.2.0.0/16", "172.16.0.0/16", false],
    ["10.2.0.0/16", "192.168.0.0/16", false],
    ["10.2.0.0/16", "198.19.0.0/16", false],
    ["10.2.0.0/16", "198.18.0.0/16", true],
    ["10.2.0.0/16", "10.2.128.0/17", false],
    ["10.2.0.0/16", "10.0.0.0/16", true],
    ["10.1.0.0/16", "10.0.0.0/16", false],
    ["10.1.0.0/16", "10.0.64.0/20", false],
    ["10.0.0.0/16", "10.1.0.0/16", true],
    ["172.20.0.0/16", "172.21.0.0/16", true],
    ["172.20.0.0/16", "172.31.0.0/20", false],
    ["172.20.0.0/16", "10.0.0.0/16", false],
    ["192.168.0.0/20", "192.168.16.0/20", true],
    ["192.168.0.0/20", "172.16.0.0/16", false],
    ["100.64.0.0/16", "100.65.0.0/16", true],
    ["100.64.0.0/16", "10.0.0.0/16", false],
    ["198.51.100.0/24", "192.168.0.0/16", false],
    ["198.51.100.0/24", "100.64.0.0/16", true],
  ];
  for (const [primary, secondary, accepted] of beside) {
    it(`${accepted ? "may have" : "may not have"} ${secondary} beside ${primary}`, () => {
      assert.equal(secondaryCidrProblem("podCidr", secondary, primary) === undefined, accepted);
    });
  }

  it("quote both sides of a refusal and say what to write instead", () => {
    assert.equal(
      secondaryCidrProblem("podCidr", "172.16.0.0/16", "10.0.0.0/16"),
      'podCidr "172.16.0.0/16" is refused beside the primary CIDR "10.0.0.0/16", since it lies in "172.16.0.0/12"; choose from 10.0.0.0/8 or 100.64.0.0/10.',
    );
  });
});

describe("the range of Services", () => {
  it("is private, /12 to /24 and apart from every CIDR of the VPC", () => {
    const vpc = ["10.0.0.0/16", "100.64.0.0/16"];
    for (const accepted of ["172.20.0.0/16", "10.100.0.0/16", "192.168.0.0/24", "172.16.0.0/12"]) {
      assert.equal(serviceCidrProblem("serviceCidr", accepted, vpc), undefined, accepted);
    }
    assert.equal(
      serviceCidrProblem("serviceCidr", "10.0.128.0/20", vpc),
      'serviceCidr "10.0.128.0/20" overlaps the VPC\'s CIDR "10.0.0.0/16"; choose a private range outside of it.',
    );
    assert.match(serviceCidrProblem("serviceCidr", "10.0.0.0/8", vpc) ?? "", /EKS takes \/12 to \/24/);
    assert.match(serviceCidrProblem("serviceCidr", "172.20.0.0/25", vpc) ?? "", /EKS takes \/12 to \/24/);
    assert.match(serviceCidrProblem("serviceCidr", "100.96.0.0/16", vpc) ?? "", /lies outside the private ranges/);
    assert.match(serviceCidrProblem("serviceCidr", "172.20.0.1/16", vpc) ?? "", /write "172.20.0.0\/16"/);
  });
});
