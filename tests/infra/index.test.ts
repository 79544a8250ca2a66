import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../infra/outputs";
import type { Registration, Registrations } from "../components/registrations";
import { runPlatform, type Outputs } from "./program";

describe("the program", () => {
  describe("for dev", () => {
    let dev: Registrations<Outputs>;
    before(async () => {
      dev = await runPlatform("Pulumi.dev.yaml", "dev");
    });

    it("is small: one NAT gateway, two zones, spot, and a sample to learn from", async () => {
      assert.equal(dev.ofType("aws:ec2/natGateway:NatGateway").length, 1);
      assert.deepEqual(dev.only("platform:network:Network").inputs["availabilityZones"], ["eu-west-1a", "eu-west-1b"]);
      for (const { inputs } of dev.ofType("aws:eks/nodeGroup:NodeGroup")) assert.equal(inputs["capacityType"], "SPOT");
      assert.equal(dev.ofType("platform:tenancy:SampleWorkload").length, 1);
      assert.equal(dev.ofType("platform:operations:AccountBaseline").length, 0);
    });

    it("has two tenants that differ: one on the platform's nodes behind a security group, one on nodes of its own", async () => {
      const tenants = ["shop", "lab"].map((name) => dev.byName("platform:tenancy:Tenant", `tenant-${name}`).inputs);
      assert.equal(dev.ofType("platform:tenancy:Tenant").length, 2);
      assert.deepEqual(
        tenants.map(({ name, ownNodes, ownSecurityGroup, monthlyBudgetUsd }) => ({
          ...{ name, ownNodes, ownSecurityGroup, monthlyBudgetUsd },
        })),
        [
          { name: "shop", ownNodes: false, ownSecurityGroup: true, monthlyBudgetUsd: 0 },
          { name: "lab", ownNodes: true, ownSecurityGroup: false, monthlyBudgetUsd: 300 },
        ],
      );
      assert.equal(dev.ofType("platform:tenancy:NodePoolAdmission").length, 1);
    });

    it("gives pods network interfaces of their own, as the security group of a tenant needs", async () => {
      const configuration = String(dev.byName("aws:eks/addon:Addon", "cluster-vpc-cni").inputs["configurationValues"]);
      assert.match(configuration, /"ENABLE_POD_ENI":"true"/);
      const policies = dev.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs);
      assert.ok(
        policies.some(
          ({ role, policyArn }) =>
            role === "test-dev-cluster" && policyArn === "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
        ),
      );
    });

    it("leaves nothing that a destroy would stumble over", async () => {
      assert.deepEqual(
        [...dev].filter(({ protect }) => protect),
        [],
      );
      assert.equal(dev.only("aws:eks/cluster:Cluster").inputs["deletionProtection"], false);
    });

    it("lets the deployer into the cluster before the first Kubernetes object", async () => {
      const entry = dev.byName("aws:eks/accessEntry:AccessEntry", "cluster-deployer");
      assert.equal(entry.inputs["principalArn"], "arn:aws:iam::111122223333:role/eks-platform-deployer");
      const objects = [...dev].filter(({ type }) => type.startsWith("kubernetes:"));
      assert.notEqual(objects.length, 0);
      for (const object of objects) assert.ok(dev.waitsFor(object, entry), object.urn);
    });

    it("admits every log group that uses a key to that key", async () => {
      const groups = dev.ofType("aws:cloudwatch/logGroup:LogGroup");
      assert.notEqual(groups.length, 0);
      for (const group of groups) {
        const keys = (group.propertyDependencies["kmsKeyId"] ?? []).map((urn) => dev.get(urn));
        const arn = `arn:aws:logs:eu-west-1:111122223333:log-group:${String(group.inputs["name"])}`;
        assert.ok(
          keys.some(({ inputs }) => String(inputs["policy"]).includes(`"${arn}"`)),
          `${String(group.inputs["name"])} has no key that admits it`,
        );
      }
    });
  });

  describe("for prod", () => {
    let prod: Registrations<Outputs>;
    before(async () => {
      prod = await runPlatform("Pulumi.prod.yaml", "prod");
    });

    it("is built to last: a NAT gateway in each of three zones, a private endpoint, protection", async () => {
      assert.equal(prod.ofType("aws:ec2/natGateway:NatGateway").length, 3);
      const { inputs } = prod.only("aws:eks/cluster:Cluster");
      assert.equal(inputs["deletionProtection"], true);
      assert.deepEqual(inputs["zonalShiftConfig"], { enabled: true });
      assert.deepEqual(prod.only("platform:cluster:Cluster").inputs["publicAccessCidrs"], []);
      for (const type of ["aws:kms/key:Key", "aws:efs/fileSystem:FileSystem", "aws:ec2/vpc:Vpc"]) {
        const found = prod.ofType(type);
        assert.notEqual(found.length, 0, type);
        assert.deepEqual(
          found.filter(({ protect }) => !protect),
          [],
          `${type} can be deleted`,
        );
      }
    });

    it("creates everything of AWS through the one provider, which holds the account and the tags", async () => {
      const provider = prod.only("pulumi:providers:aws");
      // Providers take structures as JSON.
      assert.deepEqual(JSON.parse(String(provider.inputs["allowedAccountIds"])), ["444455556666"]);
      assert.deepEqual(JSON.parse(String(provider.inputs["defaultTags"])), {
        tags: {
          owner: "platform-team",
          environment: "prod",
          "cost-center": "cc-1000",
          service: "eks-platform",
          "pulumi-stack": "test/prod",
        },
      });
      const elsewhere = [...prod].filter(
        ({ type, custom, provider: used }) => custom && type.startsWith("aws:") && used !== provider.urn,
      );
      assert.deepEqual(
        elsewhere.map(({ urn }) => urn),
        [],
      );
    });

    it("gives instances the tags that the provider cannot give them", async () => {
      const payers = prod
        .ofType("aws:ec2/launchTemplate:LaunchTemplate")
        .map(({ name, inputs }) => [
          name,
          /"cost-center":"([^"]+)"/.exec(JSON.stringify(inputs["tagSpecifications"]))?.[1],
        ]);
      assert.deepEqual(payers.sort(), [
        ["nodes-general", "cc-1000"],
        ["nodes-system", "cc-1000"],
        ["tenant-shop", "cc-2001"],
      ]);
    });

    it("puts out what the contract promises, and the kubeconfig as a secret", async () => {
      assert.deepEqual(Object.keys(prod.built).sort(), Object.keys(contract).sort());
      assert.equal(prod.built.cluster.endpointAccess, "private");
      assert.deepEqual(await prod.read(prod.built.kubernetes), {
        version: "1.36",
        standardSupportUntil: "2027-08-02",
        extendedSupportUntil: "2028-08-02",
      });
      assert.equal(await pulumi.isSecret(pulumi.output(prod.built.kubeconfig)), true);
    });
  });

  for (const stack of [
    "minimal",
    "private",
    "ipv6",
    "regulated",
    "hybrid",
    "karpenter",
    "karpenter-fargate",
    "auto-mode",
    "delivery",
    "fargate",
  ])
    it(`builds ${stack} without a policy document that is unknown, but for trust in what AWS names`, async () => {
      const found = await runPlatform(`tests/stacks/${stack}.yaml`, stack);
      // The cluster's issuer, and a trust anchor for machines outside of AWS, have names at random.
      const trustsNamed = (resource: Registration): boolean =>
        (resource.parent !== undefined && found.get(resource.parent).inputs["mechanism"] === "irsa") ||
        found.ofType("aws:rolesanywhere/trustAnchor:TrustAnchor").some((anchor) => found.waitsFor(resource, anchor));
      for (const resource of found)
        for (const document of ["policy", "assumeRolePolicy"])
          if (document in resource.inputs && !(document === "assumeRolePolicy" && trustsNamed(resource)))
            assert.equal(typeof resource.inputs[document], "string", `${document} of ${resource.urn}`);
    });

  it("lets the platform's own pods talk before any is scheduled where network policies are strict", async () => {
    const found = await runPlatform("tests/stacks/regulated.yaml", "regulated");
    const coredns = found.byName("aws:eks/addon:Addon", "core-coredns");
    const agents = found
      .ofType("aws:eks/addon:Addon")
      .find(({ inputs }) => inputs["addonName"] === "amazon-cloudwatch-observability");
    const { urn } = found.only("platform:tenancy:PlatformTraffic");
    const policies = found
      .ofType("kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .filter(({ parent }) => parent?.startsWith(urn) ?? false);
    assert.equal(policies.length, 4);
    for (const policy of policies) {
      assert.ok(found.waitsFor(coredns, policy), policy.name);
      assert.ok(agents && found.waitsFor(agents, policy), policy.name);
    }
  });

  it("runs Karpenter and cluster DNS on Fargate before any node, and what needs nodes on those that come with it", async () => {
    const found = await runPlatform("tests/stacks/karpenter-fargate.yaml", "karpenter-fargate");
    const releases = ["karpenter-crd", "karpenter"].map((name) => found.byName("kubernetes:helm.sh/v3:Release", name));
    const coredns = found.byName("aws:eks/addon:Addon", "core-coredns");
    assert.match(String(coredns.inputs["configurationValues"]), /"computeType":"Fargate"/);
    const profile = found.only("aws:eks/fargateProfile:FargateProfile");
    for (const early of [...releases, coredns]) assert.ok(found.waitsFor(early, profile), early.name);
    const pool = found.only("kubernetes:karpenter.sh/v1:NodePool");
    assert.ok(!found.waitsFor(coredns, pool));
    const onNodes = ["aws-ebs-csi-driver", "aws-efs-csi-driver", "snapshot-controller", "metrics-server"];
    for (const addonName of [...onNodes, "amazon-cloudwatch-observability"]) {
      const addon = found.ofType("aws:eks/addon:Addon").find(({ inputs }) => inputs["addonName"] === addonName);
      assert.ok(addon && found.waitsFor(addon, pool), addonName);
    }
    for (const workload of found.ofType("kubernetes:apps/v1:Deployment"))
      assert.ok(found.waitsFor(workload, pool), workload.name);
  });

  it("stays within AWS's limits with the longest name of a stack that the configuration accepts", async () => {
    // "test-" and 38 characters; with "-backup" these are the 50 of a backup vault.
    const found = await runPlatform("tests/stacks/regulated.yaml", "s".repeat(38));
    const limits: Readonly<Record<string, readonly [property: string, limit: number]>> = {
      "aws:iam/role:Role": ["name", 64],
      "aws:iam/rolePolicy:RolePolicy": ["name", 128],
      "aws:cloudwatch/eventRule:EventRule": ["name", 64],
      "aws:eks/cluster:Cluster": ["name", 100],
      "aws:eks/nodeGroup:NodeGroup": ["nodeGroupName", 63],
      "aws:ec2/launchTemplate:LaunchTemplate": ["name", 128],
      "aws:ec2/securityGroup:SecurityGroup": ["name", 255],
      "aws:backup/vault:Vault": ["name", 50],
      "aws:backup/plan:Plan": ["name", 50],
      "aws:backup/selection:Selection": ["name", 50],
      "aws:amp/workspace:Workspace": ["alias", 100],
      "aws:amp/scraper:Scraper": ["alias", 100],
      "aws:kms/alias:Alias": ["name", 256],
      "aws:cloudwatch/logGroup:LogGroup": ["name", 512],
      "aws:sns/topic:Topic": ["name", 256],
    };
    for (const [type, [property, limit]] of Object.entries(limits)) {
      const names = found.ofType(type).map(({ inputs }) => String(inputs[property]));
      assert.notEqual(names.length, 0, type);
      for (const name of names) assert.ok(name.length <= limit, `${type} "${name}" has ${name.length} of ${limit}`);
    }
  });
});
