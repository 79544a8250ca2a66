import assert from "node:assert/strict";
import { unknown } from "../../../policies/engine/values/value";
import type { Registration } from "../registrations";
import { build, prod, type } from "./fixture";

const tag = ({ inputs }: Registration, key: string): unknown => (inputs["tags"] as Record<string, unknown>)[key];

describe("the network", () => {
  it("resolves names and has no rule in its default security group", async () => {
    const found = await build({ tags: { team: "platform" } });
    assert.deepEqual(found.only(type.vpc).inputs, {
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: false,
      tags: { Name: "platform-dev", team: "platform" },
    });
    const { inputs } = found.only(type.defaultSecurityGroup);
    assert.deepEqual([inputs["vpcId"], inputs["ingress"], inputs["egress"]], [unknown, [], []]);
  });

  it("has the planned subnets, none of which gives public addresses, tagged for their controllers", async () => {
    const found = await build();
    const subnets = found.ofType(type.subnet).map(({ inputs }) => {
      assert.equal(inputs["mapPublicIpOnLaunch"], false);
      return [inputs["cidrBlock"], { zone: inputs["availabilityZone"], tags: inputs["tags"] }] as const;
    });
    const internal = { "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "platform-dev" };
    assert.deepEqual(Object.fromEntries(subnets), {
      "10.0.192.0/22": {
        zone: "eu-west-1a",
        tags: { Name: "platform-dev-public-a", "kubernetes.io/role/elb": "1" },
      },
      "10.0.196.0/22": {
        zone: "eu-west-1b",
        tags: { Name: "platform-dev-public-b", "kubernetes.io/role/elb": "1" },
      },
      "10.0.0.0/19": { zone: "eu-west-1a", tags: { Name: "platform-dev-private-a", ...internal } },
      "10.0.32.0/19": { zone: "eu-west-1b", tags: { Name: "platform-dev-private-b", ...internal } },
      "10.0.224.0/22": { zone: "eu-west-1a", tags: { Name: "platform-dev-isolated-a" } },
      "10.0.228.0/22": { zone: "eu-west-1b", tags: { Name: "platform-dev-isolated-b" } },
    });
    assert.equal(subnets.length, 6);
  });

  it("adds a range for pods, whose subnets wait for it and are for pods alone", async () => {
    const found = await build({ podCidr: "100.64.0.0/16" });
    assert.equal(found.only(type.cidr).inputs["cidrBlock"], "100.64.0.0/16");
    const pods = found.ofType(type.subnet).filter(({ name }) => name.startsWith("network-pods"));
    assert.deepEqual(
      pods.map(({ inputs }) => inputs["cidrBlock"]),
      ["100.64.0.0/19", "100.64.32.0/19"],
    );
    for (const subnet of pods) {
      assert.ok(found.dependencies(subnet).includes(`${type.cidr} network-100-64-0-0-16`));
      assert.equal(tag(subnet, "kubernetes.io/role/cni"), "1");
      assert.equal(tag(subnet, "karpenter.sh/discovery"), undefined);
      assert.equal(tag(subnet, "kubernetes.io/role/internal-elb"), undefined);
    }
    assert.deepEqual(found.built.cidrs, ["10.0.0.0/16", "100.64.0.0/16"]);
    assert.deepEqual(
      found.built.podSubnets.map(({ availabilityZone }) => availabilityZone),
      ["eu-west-1a", "eu-west-1b"],
    );
  });

  it("gives every subnet IPv6 on demand, and addresses to nodes", async () => {
    const found = await build({ ipv6: true });
    assert.equal(found.only(type.vpc).inputs["assignGeneratedIpv6CidrBlock"], true);
    for (const subnet of found.ofType(type.subnet)) {
      assert.equal(subnet.inputs["ipv6CidrBlock"], unknown);
      assert.equal(
        subnet.inputs["assignIpv6AddressOnCreation"],
        subnet.name.startsWith("network-private"),
        subnet.name,
      );
    }
  });

  it("names everything that is wrong with its arguments at once", async () => {
    await assert.rejects(
      build({
        cidr: "10.0.0.0/24",
        availabilityZones: ["us-east-1a", "us-east-1b"],
        nat: "none",
        ipv6: true,
        podCidr: "100.64.0.0/16",
      }),
      ({ message }: Error) => {
        assert.deepEqual(
          message.split("\n").map((line) => line.split(" ")[0]),
          ["availabilityZones[0]", "availabilityZones[1]", "cidr", "endpoints", "podCidr"],
        );
        return true;
      },
    );
  });

  it("shows rules what it was asked for", async () => {
    assert.deepEqual((await build({ podCidr: "100.64.0.0/16", endpoints: ["sts"] })).only(type.network).inputs, {
      cidr: "10.0.0.0/16",
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      nat: "single",
      podCidr: "100.64.0.0/16",
      ipv6: false,
      endpoints: ["sts"],
    });
  });

  it("is ready with its routes, NAT gateways, endpoints and their rules", async () => {
    const found = await build({ ...prod, podCidr: "100.64.0.0/16" });
    const ready = await Promise.all(found.built.ready.map(({ urn }) => found.read(urn)));
    const expected = [type.route, type.association, type.nat, type.endpoint, type.ingressRule].flatMap((of) =>
      found.ofType(of).map(({ urn }) => urn),
    );
    assert.deepEqual([...ready].sort(), expected.sort());
  });

  it("gives its endpoints one private subnet a zone, every CIDR, and the tables without a way to the internet", async () => {
    const found = await build({ podCidr: "100.64.0.0/16", endpoints: ["sts"] });
    const namesOf = (endpoint: string, key: string): string[] | undefined =>
      found
        .byName(type.endpoint, endpoint)
        .propertyDependencies[key]?.map((urn) => found.get(urn).name)
        .sort();
    assert.deepEqual(namesOf("network-endpoints-sts", "subnetIds"), ["network-private-a", "network-private-b"]);
    for (const gateway of ["network-endpoints-s3", "network-endpoints-dynamodb"]) {
      assert.deepEqual(namesOf(gateway, "routeTableIds"), [
        "network-isolated",
        "network-private-a",
        "network-private-b",
      ]);
    }
    assert.deepEqual(
      found
        .ofType(type.ingressRule)
        .map(({ inputs }) => inputs["cidrIpv4"])
        .sort(),
      ["10.0.0.0/16", "100.64.0.0/16"],
    );
  });

  it("logs its traffic where the key of logs admits it", async () => {
    const found = await build();
    assert.equal(found.built.logGroupName, "/aws/vpc/platform-dev/flow-logs");
    assert.equal(found.only(type.logGroup).inputs["name"], "/aws/vpc/platform-dev/flow-logs");
    assert.deepEqual(found.only(type.flowLog).propertyDependencies["vpcId"], [found.only(type.vpc).urn]);
  });
});
