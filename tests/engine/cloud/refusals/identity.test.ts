import type { Properties } from "../../properties";
import { accountId, administered, keyPolicy, policy, refused, trust, World } from "./world";

const roleToken = "aws:iam/role:Role";
const keyToken = "aws:kms/key:Key";

describe("the stand-in cloud refuses of identities and keys", () => {
  it("a role whose name differs from another in case only (N7)", () => {
    const world = new World();
    world.create(roleToken, { name: "nodes", assumeRolePolicy: trust("ec2.amazonaws.com") });
    refused("N7", () => world.create(roleToken, { name: "Nodes", assumeRolePolicy: trust("ec2.amazonaws.com") }));
    refused("N7", () => world.create(roleToken, { name: "of nodes", assumeRolePolicy: trust("ec2.amazonaws.com") }));
    refused("N7", () =>
      world.create(roleToken, { name: "n".repeat(65), assumeRolePolicy: trust("ec2.amazonaws.com") }),
    );
  });

  it("a trust policy for a role that does not exist (I6), with a dash beyond Latin-1 (N9) or too long (I1)", () => {
    const world = new World();
    const role = (document: string) => world.create(roleToken, { name: "r", assumeRolePolicy: document });
    const missing = { AWS: `arn:aws:iam::${accountId}:role/missing` };
    refused("I6", () => role(policy({ Principal: missing, Action: "sts:AssumeRole" })));
    refused("N9", () =>
      role(policy({ Sid: "a—b", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" })),
    );
    refused("I1", () =>
      role(policy({ Sid: "a".repeat(2048), Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" })),
    );
    role(policy({ Principal: { AWS: `arn:aws:iam::${accountId}:role/deployer` }, Action: "sts:AssumeRole" }));
  });

  it("a managed policy under the wrong path (I6) and an eleventh one (I2)", () => {
    const world = new World();
    world.create(roleToken, { name: "r", assumeRolePolicy: trust("ec2.amazonaws.com") });
    const attach = (name: string) =>
      world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "r",
        policyArn: `arn:aws:iam::aws:policy/${name}`,
      });
    refused("I6", () => attach("AmazonEBSCSIDriverPolicy"));
    refused("I6", () => attach("service-role/AmazonEKSClusterPolicy"));
    for (const name of ["Cluster", "Compute", "BlockStorage", "LoadBalancing", "Networking", "WorkerNode", "_CNI_"]) {
      attach(`AmazonEKS${name === "_CNI_" ? "_CNI_Policy" : `${name}Policy`}`);
    }
    attach("service-role/AmazonEBSCSIDriverPolicy");
    attach("AmazonSSMManagedInstanceCore");
    attach("AmazonEC2ContainerRegistryPullOnly");
    refused("I2", () => attach("CloudWatchAgentServerPolicy"));
  });

  it("inline policies beyond 10,240 characters (I1), and a Sid with a dash (N9)", () => {
    const world = new World();
    world.create(roleToken, { name: "r", assumeRolePolicy: trust("ec2.amazonaws.com") });
    const inline = (name: string, statement: Readonly<Record<string, string>>) =>
      world.create("aws:iam/rolePolicy:RolePolicy", {
        role: "r",
        name,
        policy: policy({ Action: "s3:GetObject", ...statement }),
      });
    refused("N9", () => inline("a", { Sid: "read-objects" }));
    inline("a", { Resource: `arn:aws:s3:::${"a".repeat(6000)}` });
    refused("I1", () => inline("b", { Resource: `arn:aws:s3:::${"a".repeat(6000)}` }));
  });

  it("policies beside a role that lists all of its own (I5)", () => {
    const world = new World();
    const inlinePolicies = [{ name: "own", policy: policy({ Action: "s3:GetObject", Resource: "*" }) }];
    const managed = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy";
    world.create("aws:iam/role:Role", {
      ...{ name: "listed", assumeRolePolicy: trust("ec2.amazonaws.com") },
      ...{ inlinePolicies, managedPolicyArns: [managed] },
    });
    refused("I5", () =>
      world.create("aws:iam/rolePolicy:RolePolicy", {
        ...{ name: "other", role: "listed", policy: policy({ Action: "s3:PutObject", Resource: "*" }) },
      }),
    );
    refused("I5", () =>
      world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "listed", policyArn: managed }),
    );
  });

  it("to delete a role that still has policies (I4)", () => {
    const world = new World();
    const role = world.create(roleToken, { name: "r", assumeRolePolicy: trust("ec2.amazonaws.com") });
    world.create("aws:iam/rolePolicy:RolePolicy", {
      role: "r",
      name: "p",
      policy: policy({ Action: "s3:GetObject", Resource: "*" }),
    });
    refused("I4", () => {
      world.remove(role);
    });
  });

  it("a second OIDC provider of an issuer (I8)", () => {
    const world = new World();
    const provider = (url: string) => world.create("aws:iam/openIdConnectProvider:OpenIdConnectProvider", { url });
    provider("https://oidc.eks.eu-west-1.amazonaws.com/id/A");
    refused("I8", () => provider("https://oidc.eks.eu-west-1.amazonaws.com/id/A"));
    refused("N18", () => provider("http://oidc.eks.eu-west-1.amazonaws.com/id/B"));
  });

  it("a key policy that locks its writer out (K1) or names a role that does not exist (K2)", () => {
    const world = new World();
    const key = (document: string) => world.create(keyToken, { policy: document });
    refused("K1", () => key(policy({ Principal: { Service: "sns.amazonaws.com" }, Action: "kms:*", Resource: "*" })));
    // In a fresh account the linked role of Auto Scaling does not exist before the first group.
    const linked = `arn:aws:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
    refused("K2", () =>
      key(keyPolicy({ Effect: "Allow", Principal: { AWS: linked }, Action: "kms:Encrypt", Resource: "*" })),
    );
    key(keyPolicy());
    refused("K4", () => world.create(keyToken, { policy: keyPolicy(), deletionWindowInDays: 5 }));
  });

  it("an alias of a key that does not exist, a second one of the name, and one of AWS's (N10)", () => {
    const world = new World();
    const { id: targetKeyId } = world.create(keyToken, { policy: keyPolicy() });
    const alias = (name: string, target: string) => world.create("aws:kms/alias:Alias", { name, targetKeyId: target });
    refused("N10", () => alias("alias/logs", "missing"));
    refused("N10", () => alias("alias/aws/logs", targetKeyId));
    alias("alias/logs", targetKeyId);
    refused("N10", () => alias("alias/logs", targetKeyId));
  });

  it("a log group whose key admits CloudWatch Logs for another group, from another region or by name only (K11)", () => {
    const world = new World();
    const group = (statement: object, byId = false) => {
      const { id, outputs } = world.create(keyToken, { policy: keyPolicy({ ...administered, ...statement }) });
      return world.create("aws:cloudwatch/logGroup:LogGroup", {
        name: "/logs",
        kmsKeyId: byId ? id : (outputs["arn"] ?? null),
      });
    };
    const named = (name: string) => ({
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${accountId}:log-group:${name}` },
      },
    });
    const logs = { Principal: { Service: "logs.eu-west-1.amazonaws.com" } };
    refused("K11", () => group({}));
    refused("K11", () => group({ Principal: { Service: "logs.us-east-1.amazonaws.com" } }));
    refused("K11", () => group({ ...logs, ...named("/other") }));
    refused("K11", () => group({ ...logs, ...named("/logs:*") }));
    refused("K11", () => group({ ...logs, Action: ["kms:Encrypt*", "kms:Decrypt*"] }));
    refused("K11", () => group(logs, true));
    group({ ...logs, ...named("/logs") });
  });

  it("tags with a reserved key, and keys that differ in case only (N23)", () => {
    const world = new World();
    const role = (tags: Readonly<Record<string, string>>) =>
      world.create(roleToken, { name: "r", assumeRolePolicy: trust("ec2.amazonaws.com"), tags });
    refused("N23", () => role({ "aws:name": "x" }));
    refused("N23", () => role({ Name: "x", name: "x" }));
    refused("N23", () => role({ name: "x".repeat(257) }));
  });

  it("profiles of instances and inline policies with bad names, or a name in another case (N8)", () => {
    const world = new World();
    world.create(roleToken, { name: "nodes", assumeRolePolicy: trust("ec2.amazonaws.com") });
    const profile = (name: string) => world.create("aws:iam/instanceProfile:InstanceProfile", { name, role: "nodes" });
    refused("N8", () => profile("of nodes"));
    profile("nodes");
    refused("N8", () => profile("Nodes"));
    refused("N8", () =>
      world.create("aws:iam/rolePolicy:RolePolicy", {
        ...{ role: "nodes", name: "read images" },
        policy: policy({ Action: "ecr:GetAuthorizationToken", Resource: "*" }),
      }),
    );
  });

  it("trust anchors without a certificate, and profiles of roles that trust none (S14)", () => {
    const world = new World();
    const anchor = (x509CertificateData: string) =>
      world.create("aws:rolesanywhere/trustAnchor:TrustAnchor", {
        ...{ name: "machines", source: { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData } } },
      });
    refused("S14", () => anchor("no certificate"));
    const { outputs } = anchor("-----BEGIN CERTIFICATE-----");
    const profile = (name: string, inputs: Properties = {}) =>
      world.create("aws:rolesanywhere/profile:Profile", {
        ...{ name, acceptRoleSessionName: true, roleArns: [world.cloud.iamArn(`role/${name}`)] },
        ...inputs,
      });
    world.create(roleToken, { name: "closed", assumeRolePolicy: trust("rolesanywhere.amazonaws.com") });
    refused("S14", () => profile("closed", { acceptRoleSessionName: false }));
    refused("S14", () => profile("closed"));
    const assumeRolePolicy = policy({
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { ArnEquals: { "aws:SourceArn": outputs["arn"] ?? "" } },
    });
    world.create(roleToken, { name: "machines", assumeRolePolicy });
    profile("machines");
  });
});
