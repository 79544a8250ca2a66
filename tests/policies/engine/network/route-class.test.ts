import assert from "node:assert/strict";
import { Graph } from "../../../../policies/engine/graph/graph";
import type { GraphResource } from "../../../../policies/engine/graph/resource";
import { isPublicSubnet } from "../../../../policies/engine/network/route-class";
import { unknown } from "../../../../policies/engine/values/value";
import { graphOf, outputOf, resource } from "../../fixture";

const vpc = resource("aws:ec2/vpc:Vpc", "vpc");
const subnet = resource("aws:ec2/subnet:Subnet", "subnet", { vpcId: outputOf(vpc) });
const gateway = resource("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: outputOf(vpc) });
const nat = resource("aws:ec2/natGateway:NatGateway", "nat");
const table = resource("aws:ec2/routeTable:RouteTable", "table", { vpcId: outputOf(vpc) });
const association = resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
  subnetId: outputOf(subnet),
  routeTableId: outputOf(table),
});
const route = (inputs: Parameters<typeof resource>[2]): GraphResource =>
  resource("aws:ec2/route:Route", "route", { routeTableId: outputOf(table), ...inputs });

function classOf(...others: readonly GraphResource[]): boolean | "undecided" {
  return classIn(vpc, subnet, ...others);
}

function classIn(...resources: readonly GraphResource[]): boolean | "undecided" {
  const graph = new Graph(graphOf(resources));
  const found = graph.get(subnet.urn);
  assert.ok(found);
  const truth = isPublicSubnet(found, graph);
  return typeof truth === "boolean" ? truth : "undecided";
}

describe("route class of a subnet", () => {
  it("is public when a route leads to an internet gateway", () => {
    assert.equal(classOf(gateway, table, association, route({ gatewayId: outputOf(gateway) })), true);
    assert.equal(classOf(table, association, route({ gatewayId: "igw-0123456789abcdef0" })), true);
  });

  it("is public through an inline route to a narrow destination as well", () => {
    const inline = { ...table, inputs: { ...table.inputs, routes: [{ cidrBlock: "8.8.8.8/32", gatewayId: "igw-1" }] } };
    assert.equal(classOf(inline, association), true);
  });

  it("is not public behind a NAT gateway", () => {
    assert.equal(classOf(nat, table, association, route({ natGatewayId: outputOf(nat) })), false);
  });

  it("falls back to the main table of the VPC, which is closed unless adopted", () => {
    assert.equal(classOf(gateway), false);
    const adopted = resource("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", {
      defaultRouteTableId: outputOf(vpc),
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
    });
    assert.equal(classOf(adopted), true);
  });

  it("follows a replaced main table", () => {
    const replaced = resource("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", {
      vpcId: outputOf(vpc),
      routeTableId: outputOf(table),
    });
    assert.equal(classOf(table, replaced, route({ gatewayId: "igw-1" })), true);
  });

  it("is undecided while the gateway, the table or the association is not known", () => {
    assert.equal(classOf(table, association, route({ gatewayId: unknown })), "undecided");
    assert.equal(
      classOf({ ...association, inputs: { subnetId: unknown, routeTableId: "rtb-elsewhere" } }),
      "undecided",
    );
    assert.equal(classIn({ ...subnet, inputs: { vpcId: "vpc-elsewhere" }, propertyDependencies: {} }), "undecided");
  });

  it("is public by one known route however many others are unknown", () => {
    const unclear = { ...route({ gatewayId: unknown }), urn: "urn:pulumi:test::fixture::aws:ec2/route:Route::other" };
    assert.equal(classOf(table, association, unclear, route({ gatewayId: "igw-1" })), true);
  });
});
