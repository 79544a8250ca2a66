import assert from "node:assert/strict";
import type { Registrations } from "../registrations";
import { build, prod, type } from "./fixture";

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
describe("the routes of a network", () => {
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

  it("adds an IPv6 way out of private subnets that lets nothing in", async () => {
    const found = await build({ ipv6: true });
    assert.deepEqual(routes(found), {
      "network-public": { "0.0.0.0/0": "InternetGateway network", "::/0": "InternetGateway network" },
      "network-private-a": { "0.0.0.0/0": "NatGateway network-a", "::/0": "EgressOnlyInternetGateway network" },
      "network-private-b": { "0.0.0.0/0": "NatGateway network-a", "::/0": "EgressOnlyInternetGateway network" },
    });
  });

  it("lets pods in a range of their own share their zone's route table", async () => {
    const found = await build({ ...prod, podCidr: "100.64.0.0/16" });
    for (const zone of ["a", "b", "c"]) {
      assert.equal(associations(found)[`network-pods-${zone}`], `network-private-${zone}`);
    }
  });
});
