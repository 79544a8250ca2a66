import { unknown } from "../../../../policies/engine/values/value";
import { efsProtected } from "../../../../policies/rules/data/efs-protected";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = Parameters<typeof resource>[2];
const type = "aws:efs/fileSystem:FileSystem";
const accessPoint = "aws:efs/accessPoint:AccessPoint";
const policyType = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const fs = (inputs: Inputs = {}) => resource(type, "fs", { encrypted: true, kmsKeyId: "key", ...inputs });
const backupPolicy = (status: string) =>
  resource("aws:efs/backupPolicy:BackupPolicy", "b", { fileSystemId: outputOf(fs()), backupPolicy: { status } });
const policy = (statement: object) =>
  resource(policyType, "p", {
    fileSystemId: outputOf(fs()),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }),
  });
const tlsOnly = policy({
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

const subnet = resource("aws:ec2/subnet:Subnet", "subnet", { vpcId: "vpc-1" });
const table = resource("aws:ec2/routeTable:RouteTable", "table", { vpcId: "vpc-1" });
const association = resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
  subnetId: outputOf(subnet),
  routeTableId: outputOf(table),
});
const network = (route: Inputs) => [
  subnet,
  table,
  association,
  resource("aws:ec2/route:Route", "route", {
    routeTableId: outputOf(table),
    destinationCidrBlock: "0.0.0.0/0",
    ...route,
  }),
];
const target = resource("aws:efs/mountTarget:MountTarget", "target", {
  fileSystemId: "fs-1",
  subnetId: outputOf(subnet),
});

export const fixtures: RuleFixtures = {
  rule: efsProtected,

  passes: [
    {
      when: "production encrypts under a key, backs up and demands TLS",
      resources: [fs(), backupPolicy("ENABLED"), tlsOnly],
    },
    {
      when: "a backup selection takes it by tag",
      resources: [
        fs({ tags: { backup: "daily" } }),
        tlsOnly,
        resource("aws:backup/selection:Selection", "s", {
          selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
        }),
      ],
    },
    {
      when: "development only encrypts",
      resources: [resource(type, "fs", { encrypted: true })],
      parameters: { environment: "dev" },
    },
    { when: "a mount target stands in a private subnet", resources: [...network({ natGatewayId: "nat-1" }), target] },
    {
      when: "an access point has a user and a directory",
      resources: [
        resource(accessPoint, "a", {
          fileSystemId: "fs-1",
          posixUser: { uid: 1000, gid: 1000 },
          rootDirectory: { path: "/app" },
        }),
      ],
    },
  ],
  fails: [
    {
      when: "nothing is said in production",
      resources: [resource(type, "fs")],
      paths: ["encrypted", "kmsKeyId", "backupPolicy", "policy"],
    },
    {
      when: "nothing is said in development",
      resources: [resource(type, "fs")],
      parameters: { environment: "dev" },
      paths: ["encrypted"],
    },
    {
      when: "the backup policy is disabled",
      resources: [fs(), backupPolicy("DISABLED"), tlsOnly],
      paths: ["backupPolicy"],
    },
    {
      when: "the policy does not mention TLS",
      resources: [
        fs(),
        backupPolicy("ENABLED"),
        policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount", Resource: "*" }),
      ],
      paths: ["policy"],
    },
    {
      when: "a mount target stands in a public subnet",
      resources: [...network({ gatewayId: "igw-1" }), target],
      paths: ["subnetId"],
    },
    {
      when: "an access point says nothing",
      resources: [resource(accessPoint, "a", { fileSystemId: "fs-1" })],
      paths: ["posixUser", "rootDirectory.path"],
    },
    {
      when: "an access point opens the root",
      resources: [
        resource(accessPoint, "a", {
          fileSystemId: "fs-1",
          posixUser: { uid: 1, gid: 1 },
          rootDirectory: { path: "/" },
        }),
      ],
      paths: ["rootDirectory.path"],
    },
  ],
  undecided: [
    {
      when: "encryption is unknown",
      resources: [resource(type, "fs", { encrypted: unknown })],
      parameters: { environment: "dev" },
    },
    {
      when: "the subnet is outside the stack",
      resources: [resource("aws:efs/mountTarget:MountTarget", "t", { fileSystemId: "fs-1", subnetId: "subnet-1" })],
    },
    {
      when: "the policy is unknown",
      resources: [
        fs(),
        backupPolicy("ENABLED"),
        resource(policyType, "p", { fileSystemId: outputOf(fs()), policy: unknown }),
      ],
    },
  ],
};
