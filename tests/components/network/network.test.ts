import assert from "node:assert/strict";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { logsEncrypt } from "../../../components/encryption/key-policy";
import { Network, type NetworkArgs } from "../../../components/network";
import { unknown } from "../../../policies/engine/value";
import { registrations, type Registration, type Registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const type = {
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  cidr: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  egressOnlyGateway: "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  eip: "aws:ec2/eip:Eip",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  flowLog: "aws:ec2/flowLog:FlowLog",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  nat: "aws:ec2/natGateway:NatGateway",
  network: "platform:network:Network",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  route: "aws:ec2/route:Route",
  routeTable: "aws:ec2/routeTable:RouteTable",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
} as const;

const dev: Omit<NetworkArgs, "flowLogs"> = {
  name: "platform-dev",
  clusterName: "platform-dev",
  location,
  cidr: "10.0.0.0/16",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  nat: "single",
  endpoints: "none",
};
const prod = { nat: "perAz", availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], endpoints: "all" } as const;

function build(changes: Partial<NetworkArgs> = {}): Promise<Registrations<Network>> {
  return registrations(() => {
    const logKey = new CustomerKey("logs", {
      name: "platform-dev-logs",
      description: "Logs",
      location,
      statements: [logsEncrypt(location, ["/aws/vpc/platform-dev*"])],
    });
    return new Network("network", { ...dev, flowLogs: { retentionInDays: 30, logKey }, ...changes });
  });
}

const names = (found: Registrations, of: string): string[] => found.ofType(of).map(({ name }) => name);
/** By route table, each destination with the resource that it leads to. */
const routes = (found: Registrations): Record<string, Record<string, string>> => {
  const byTable: Record<string, Record<string, string>> = {};
  for (const route of found.ofType(type.route)) {
    const table = found.get(route.propertyDependencies["routeTableId"]?.[0] ?? "").name;
    const target = ["gatewayId", "natGatewayId", "egressOnlyGatewayId"].flatMap(
      (key) => route.propertyDependencies[key] ?? [],
    );
    const to = target.map((urn) => `${found.get(urn).type.split(":")[2] ?? ""} ${found.get(urn).name}`).join(" ");
    const destination = route.inputs["destinationCidrBlock"] ?? route.inputs["destinationIpv6CidrBlock"];
    (byTable[table] ??= {})[String(destination)] = to;
  }
  return byTable;
};
/** Which route table each subnet has. */
const associations = (found: Registrations): Record<string, string> =>
  Object.fromEntries(
    found
      .ofType(type.association)
      .map(({ propertyDependencies }) =>
        ["subnetId", "routeTableId"].map((key) => found.get(propertyDependencies[key]?.[0] ?? "").name),
      ),
  ) as Record<string, string>;
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

  it("routes by route resources alone, and puts each subnet into one table", async () => {
    const found = await build();
    for (const table of found.ofType(type.routeTable)) assert.equal(table.inputs["routes"], undefined);
    assert.deepEqual(associations(found), {
      "network-public-a": "network-public",
      "network-public-b": "network-public",
      "network-private-a": "network-private-a",
      "network-private-b": "network-private-b",
      "network-isolated-a": "network-isolated",
      "network-isolated-b": "network-isolated",
    });
    for (const route of found.ofType(type.route)) assert.equal(route.deleteBeforeReplace, true);
  });

  it("sends every zone through the first zone's NAT gateway when there is one", async () => {
    const found = await build();
    assert.deepEqual(names(found, type.nat), ["network-a"]);
    assert.deepEqual(routes(found), {
      "network-public": { "0.0.0.0/0": "InternetGateway network" },
      "network-private-a": { "0.0.0.0/0": "NatGateway network-a" },
      "network-private-b": { "0.0.0.0/0": "NatGateway network-a" },
    });
  });

  it("gives each zone its own NAT gateway on demand", async () => {
    const found = await build(prod);
    assert.deepEqual(names(found, type.eip), ["network-nat-a", "network-nat-b", "network-nat-c"]);
    assert.deepEqual(routes(found), {
      "network-public": { "0.0.0.0/0": "InternetGateway network" },
      "network-private-a": { "0.0.0.0/0": "NatGateway network-a" },
      "network-private-b": { "0.0.0.0/0": "NatGateway network-b" },
      "network-private-c": { "0.0.0.0/0": "NatGateway network-c" },
    });
    for (const nat of found.ofType(type.nat)) {
      const zone = nat.name.slice(-1);
      assert.deepEqual(
        [nat.propertyDependencies["subnetId"], nat.propertyDependencies["allocationId"]],
        [
          [found.byName(type.subnet, `network-public-${zone}`).urn],
          [found.byName(type.eip, `network-nat-${zone}`).urn],
        ],
      );
    }
    assert.equal(found.built.egressAddresses.length, 3);
  });

  it("makes addresses and NAT gateways after the way out exists, and so deletes them before it", async () => {
    const found = await build();
    for (const later of [found.only(type.nat), found.only(type.eip)]) {
      assert.ok(found.dependencies(later).includes(`${type.internetGateway} network`));
      assert.ok(found.dependencies(later).includes(`${type.route} network-public`));
      assert.ok(found.dependencies(later).includes(`${type.association} network-public-a`));
    }
  });

  it("has no way out of private subnets without NAT, in either address family", async () => {
    const found = await build({ nat: "none", endpoints: "nodes", ipv6: true });
    assert.deepEqual(found.ofType(type.nat), []);
    assert.deepEqual(found.ofType(type.eip), []);
    assert.deepEqual(found.ofType(type.egressOnlyGateway), []);
    assert.deepEqual(Object.keys(routes(found)), ["network-public"]);
  });

  it("adds a range for pods, whose subnets wait for it and share their zone's way out", async () => {
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
    assert.equal(associations(found)["network-pods-b"], "network-private-b");
    assert.deepEqual(found.built.cidrs, ["10.0.0.0/16", "100.64.0.0/16"]);
    assert.deepEqual(
      found.built.podSubnets.map(({ availabilityZone }) => availabilityZone),
      ["eu-west-1a", "eu-west-1b"],
    );
  });

  it("gives every subnet IPv6 on demand, addresses to nodes, and a way out that lets nothing in", async () => {
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
    assert.deepEqual(routes(found), {
      "network-public": { "0.0.0.0/0": "InternetGateway network", "::/0": "InternetGateway network" },
      "network-private-a": { "0.0.0.0/0": "NatGateway network-a", "::/0": "EgressOnlyInternetGateway network" },
      "network-private-b": { "0.0.0.0/0": "NatGateway network-a", "::/0": "EgressOnlyInternetGateway network" },
    });
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
});

describe("the network's endpoints", () => {
  it("lead to S3 and DynamoDB from private and isolated subnets, always", async () => {
    const found = await build();
    assert.deepEqual(names(found, type.endpoint), ["network-endpoints-s3", "network-endpoints-dynamodb"]);
    for (const endpoint of found.ofType(type.endpoint)) {
      assert.equal(endpoint.inputs["vpcEndpointType"], "Gateway");
      assert.equal(endpoint.inputs["securityGroupIds"], undefined);
      assert.deepEqual(endpoint.propertyDependencies["routeTableIds"]?.map((urn) => found.get(urn).name).sort(), [
        "network-isolated",
        "network-private-a",
        "network-private-b",
      ]);
      assert.equal(typeof endpoint.inputs["policy"], "string");
    }
    assert.deepEqual(found.ofType(type.securityGroup), []);
  });

  it("answer under the services' own names in one subnet a zone", async () => {
    const found = await build(prod);
    const endpoints = found.ofType(type.endpoint).filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface");
    assert.equal(endpoints.length, 20);
    for (const { inputs, propertyDependencies } of endpoints) {
      assert.match(String(inputs["serviceName"]), /^com\.amazonaws\.eu-west-1\.[a-z0-9.-]+$/);
      assert.equal(inputs["privateDnsEnabled"], true);
      assert.equal(inputs["routeTableIds"], undefined);
      assert.deepEqual(propertyDependencies["subnetIds"]?.map((urn) => found.get(urn).name).sort(), [
        "network-private-a",
        "network-private-b",
        "network-private-c",
      ]);
      assert.deepEqual(propertyDependencies["securityGroupIds"], [found.only(type.securityGroup).urn]);
    }
    assert.equal(
      found.byName(type.endpoint, "network-endpoints-ecr-dkr").inputs["serviceName"],
      "com.amazonaws.eu-west-1.ecr.dkr",
    );
  });

  it("admit HTTPS from the VPC's own CIDRs, with those of pods", async () => {
    const found = await build({ endpoints: ["sts"], podCidr: "100.64.0.0/16" });
    assert.equal(found.only(type.securityGroup).inputs["ingress"], undefined);
    assert.deepEqual(
      found
        .ofType(type.ingressRule)
        .map(({ inputs }) => [inputs["cidrIpv4"], inputs["ipProtocol"], inputs["fromPort"], inputs["toPort"]]),
      [
        ["10.0.0.0/16", "tcp", 443, 443],
        ["100.64.0.0/16", "tcp", 443, 443],
      ],
    );
  });

  it("take a policy as plain text, except where the service takes none", async () => {
    const found = await build({ endpoints: "all" });
    for (const { name, inputs } of found.ofType(type.endpoint)) {
      if (name === "network-endpoints-eks-auth") {
        assert.equal("policy" in inputs, false);
        continue;
      }
      const { Statement } = JSON.parse(String(inputs["policy"])) as { Statement: { Condition?: unknown }[] };
      assert.deepEqual(Statement[0]?.Condition, { StringEquals: { "aws:PrincipalAccount": ["111122223333"] } }, name);
    }
  });
});

describe("the network's flow logs", () => {
  it("record everything each minute in an encrypted log group that exists before", async () => {
    const found = await build();
    const logGroup = found.only(type.logGroup);
    assert.deepEqual(
      [logGroup.inputs["name"], logGroup.inputs["retentionInDays"], logGroup.inputs["kmsKeyId"]],
      ["/aws/vpc/platform-dev/flow-logs", 30, unknown],
    );
    const flowLog = found.only(type.flowLog);
    assert.deepEqual(flowLog.inputs, {
      vpcId: unknown,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/platform-dev/flow-logs",
      iamRoleArn: "arn:aws:iam::111122223333:role/platform-dev-flow-logs",
      maxAggregationInterval: 60,
      tags: { Name: "platform-dev-flow-logs" },
    });
    for (const earlier of [logGroup, found.only(type.role), found.only(type.rolePolicy)]) {
      assert.ok(found.waitsFor(flowLog, earlier), earlier.type);
    }
  });

  it("are written by a role that only this account's flow logs assume, and that writes there alone", async () => {
    const found = await build();
    assert.deepEqual(JSON.parse(String(found.only(type.role).inputs["assumeRolePolicy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "FlowLogsOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: ["sts:AssumeRole"],
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
          },
        },
      ],
    });
    const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vpc/platform-dev/flow-logs";
    assert.deepEqual(JSON.parse(String(found.only(type.rolePolicy).inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Write",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: [group, `${group}:*`],
        },
        {
          Sid: "Find",
          Effect: "Allow",
          Action: ["logs:DescribeLogGroups"],
          Resource: ["arn:aws:logs:eu-west-1:111122223333:log-group:*"],
        },
      ],
    });
  });
});
