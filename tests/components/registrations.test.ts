import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Secret, unknown } from "../../policies/engine/values/value";
import { registrations } from "./registrations";

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";

class Pair extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly subnet: aws.ec2.Subnet;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Pair", name, { cidr: "10.0.0.0/16" }, opts);
    this.vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this, protect: true });
    this.subnet = new aws.ec2.Subnet(
      name,
      { vpcId: this.vpc.id, cidrBlock: "10.0.0.0/24", tags: { Vpc: this.vpc.id, Tier: "public" } },
      { parent: this, ignoreChanges: ["tags"], aliases: [{ name: "old" }], customTimeouts: { delete: "5m" } },
    );
    this.registerOutputs({ subnetId: this.subnet.id, cidr: this.subnet.cidrBlock });
  }
}

describe("registrations", () => {
  it("shows inputs with the unknown ones marked, and which resource each came from", async () => {
    const subnet = (await registrations(() => new Pair("pair"))).only(subnetType);
    assert.deepEqual(subnet.inputs, {
      vpcId: unknown,
      cidrBlock: "10.0.0.0/24",
      tags: { Vpc: unknown, Tier: "public" },
    });
    const vpcUrn = `urn:pulumi:test::test::test:index:Pair$${vpcType}::pair`;
    assert.deepEqual(subnet.dependencies, [vpcUrn]);
    assert.deepEqual(subnet.propertyDependencies, { vpcId: [vpcUrn], tags: [vpcUrn] });
  });

  it("shows parents, protection, aliases and the other options", async () => {
    const found = await registrations(() => new Pair("pair"));
    assert.equal(found.only(vpcType).parent, "urn:pulumi:test::test::test:index:Pair::pair");
    assert.equal(found.only(vpcType).protect, true);
    const subnet = found.only(subnetType);
    assert.deepEqual(subnet.aliases, ["::old"]);
    assert.deepEqual(subnet.ignoreChanges, ["tags"]);
    assert.equal(subnet.customTimeouts.delete, "5m");
    assert.equal(found.only("test:index:Pair").custom, false);
    assert.deepEqual(found.only("test:index:Pair").outputs, { subnetId: unknown, cidr: "10.0.0.0/24" });
  });

  it("follows dependencies through components and other resources", async () => {
    const found = await registrations(() => {
      const first = new Pair("first");
      new Pair("second", { dependsOn: first });
    });
    const later = found.byName(subnetType, "second");
    assert.ok(found.waitsFor(later, found.byName(subnetType, "first")));
    assert.ok(!found.waitsFor(found.byName(subnetType, "first"), later));
    assert.deepEqual(found.dependencies(later), [`${vpcType} second`]);
  });

  it("reads outputs of what was built, and says which are secret", async () => {
    const found = await registrations(() => new Pair("pair"));
    assert.equal(await found.read(found.built.vpc.cidrBlock), "10.0.0.0/16");
    assert.equal(await found.read(found.built.vpc.arn), unknown);
    assert.deepEqual(await found.read(pulumi.secret("hush")), new Secret("hush"));
  });

  it("keeps runs in one process apart", async () => {
    await registrations(() => new Pair("pair"));
    const found = await registrations(() => new Pair("pair"));
    assert.equal(found.all.length, 3);
  });

  it("hands on what the program throws", async () => {
    await assert.rejects(
      registrations(() => {
        throw new Error("too small");
      }),
      /too small/,
    );
  });

  it("answers invokes from its table and from the options", async () => {
    const found = await registrations(
      async () => [
        (await aws.getPartition()).partition,
        (await aws.ssm.getParameter({ name: "/aws/service/image" })).value,
      ],
      { invokes: { "aws:ssm/getParameter:getParameter": ({ name }) => ({ name, value: "ami-1" }) } },
    );
    assert.deepEqual(found.built, ["aws", "ami-1"]);
  });

  it("names an invoke that nobody answers", async () => {
    await assert.rejects(
      registrations(() => aws.ec2.getVpc({ id: "vpc-1" })),
      /aws:ec2\/getVpc:getVpc/,
    );
  });
});
