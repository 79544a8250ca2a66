import assert from "node:assert/strict";
import { interfaceEndpointServices } from "../../../../components/network/endpoints/services";
import { VpcEndpoints, type VpcEndpointsArgs } from "../../../../components/network/endpoints/vpc-endpoints";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

function build(changes: Partial<VpcEndpointsArgs> = {}): Promise<Registrations> {
  const args = {
    name: "platform-dev",
    location: { partition: "aws", region: "eu-west-1", accountId: "111122223333" },
    vpcId: "vpc-1",
    cidrs: ["10.0.0.0/16", "100.64.0.0/16"],
    services: [],
    subnetIds: ["subnet-a", "subnet-b"],
    routeTableIds: ["rtb-a", "rtb-b"],
    trustedAccounts: [],
    readableBuckets: [],
  };
  return registrations(() => new VpcEndpoints("endpoints", { ...args, ...changes }));
}

describe("the VPC endpoints", () => {
  it("lead to S3 and DynamoDB by route, whatever else is chosen", async () => {
    const found = await build();
    assert.deepEqual(
      found.ofType(endpoint).map(({ inputs: { policy, ...inputs } }) => [typeof policy, inputs]),
      ["s3", "dynamodb"].map((service) => [
        "string",
        {
          vpcId: "vpc-1",
          serviceName: `com.amazonaws.eu-west-1.${service}`,
          vpcEndpointType: "Gateway",
          routeTableIds: ["rtb-a", "rtb-b"],
          tags: { Name: `platform-dev-${service}` },
        },
      ]),
    );
    assert.deepEqual(found.ofType(securityGroup), []);
  });

  it("answer under the services' own names in one subnet a zone", async () => {
    const found = await build({ services: ["ecr.dkr"], tags: { team: "platform" } });
    const { policy, ...inputs } = found.byName(endpoint, "endpoints-ecr-dkr").inputs;
    assert.equal(typeof policy, "string");
    assert.deepEqual(inputs, {
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-west-1.ecr.dkr",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: [unknown],
      tags: { team: "platform", Name: "platform-dev-ecr-dkr" },
    });
  });

  it("admit HTTPS from the VPC's CIDRs, and nothing else", async () => {
    const found = await build({ services: ["sts"] });
    const { inputs } = found.only(securityGroup);
    assert.deepEqual(
      [inputs["name"], inputs["ingress"], inputs["egress"]],
      ["platform-dev-endpoints", undefined, undefined],
    );
    const rules = found.ofType(ingressRule).map(({ inputs: rule }) => rule);
    assert.deepEqual(
      rules.map((rule) => [rule["cidrIpv4"], rule["ipProtocol"], rule["fromPort"], rule["toPort"]]),
      [
        ["10.0.0.0/16", "tcp", 443, 443],
        ["100.64.0.0/16", "tcp", 443, 443],
      ],
    );
  });

  it("have a policy that is plain text at preview, except where the service takes none", async () => {
    const found = await build({ services: interfaceEndpointServices });
    assert.equal(found.ofType(endpoint).length, 22);
    for (const { name, inputs } of found.ofType(endpoint)) {
      if (name === "endpoints-eks-auth") {
        assert.equal("policy" in inputs, false);
        continue;
      }
      const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: { Condition?: unknown }[] };
      assert.deepEqual(Statement[0]?.Condition, { StringEquals: { "aws:PrincipalAccount": ["111122223333"] } }, name);
    }
  });
});
