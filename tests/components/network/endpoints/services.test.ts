import assert from "node:assert/strict";
import {
  endpointProblems,
  endpointServiceName,
  interfaceEndpointServices,
  selectedServices,
} from "../../../../components/network/endpoints/services";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

describe("the selection of interface endpoints", () => {
  it("is nothing, what nodes need, everything, or a list without duplicates", () => {
    assert.deepEqual(selectedServices("none"), []);
    // EKS user guide, "Deploy private clusters with limited internet access", and Pod Identity.
    assert.deepEqual(
      [...selectedServices("nodes")].sort(),
      ["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "logs", "sts"].sort(),
    );
    assert.deepEqual(selectedServices("all"), interfaceEndpointServices);
    assert.deepEqual(selectedServices(["sts", "kms", "sts"]), ["kms", "sts"]);
  });

  it("covers what nodes need where there is no NAT gateway", () => {
    assert.deepEqual(endpointProblems("nodes", "none", location), []);
    assert.deepEqual(endpointProblems("all", "none", location), []);
    assert.deepEqual(endpointProblems("none", "single", location), []);
    assert.deepEqual(
      endpointProblems(["ec2", "ecr.api", "ecr.dkr", "elasticloadbalancing", "logs"], "none", location),
      [
        'endpoints lacks "eks", "eks-auth", "sts", which nodes reach in no other way with nat "none"; write endpoints "nodes" or "all".',
      ],
    );
  });

  it("is refused in China, where the names differ", () => {
    const china = { ...location, partition: "aws-cn", region: "cn-north-1" };
    assert.deepEqual(endpointProblems("none", "single", china), []);
    assert.match(endpointProblems("nodes", "single", china)[0] ?? "", /"aws-cn"/);
  });

  it("names services by region", () => {
    assert.equal(endpointServiceName(location, "ecr.dkr"), "com.amazonaws.eu-west-1.ecr.dkr");
  });
});
