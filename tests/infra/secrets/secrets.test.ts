import assert from "node:assert/strict";
import { parseConfig } from "../../../infra/config";
import { failoverRegion, readerRoleName, readersOf } from "../../../infra/secrets/readers";
import type { PropertyMap } from "../../../policies/engine/values/value";
import type { Registrations } from "../../components/registrations";
import { runPlatform, type Outputs } from "../program";

const deniedTo = (policy: unknown): readonly string[] => {
  const { Statement } = JSON.parse(String(policy)) as {
    Statement: { Sid: string; Condition: { ArnNotEquals: { "aws:PrincipalArn": string[] } } }[];
  };
  return Statement.find(({ Sid }) => Sid === "NobodyElseReads")?.Condition.ArnNotEquals["aws:PrincipalArn"] ?? [];
};

describe("the secrets of dev", () => {
  let dev: Registrations<Outputs>;
  before(async () => {
    dev = await runPlatform("Pulumi.dev.yaml", "dev");
  });

  it("have no value that the program knows", () => {
    assert.deepEqual(dev.ofType("aws:secretsmanager/secretVersion:SecretVersion"), []);
    assert.deepEqual(dev.ofType("kubernetes:core/v1:Secret"), []);
  });

  it("are read by the role of the sample's pods and by nobody else", () => {
    const { policy } = dev.only("aws:secretsmanager/secretPolicy:SecretPolicy").inputs;
    assert.deepEqual(
      deniedTo(policy),
      [String(dev.byName("aws:iam/role:Role", "sample-app").inputs["name"])].map(
        (name) => `arn:aws:iam::111122223333:role/${name}`,
      ),
    );
  });

  it("are files of the sample's pods, which nobody waits for, since a person gives the secret its value", () => {
    const { inputs } = dev.byName("kubernetes:apps/v1:Deployment", "sample");
    const { metadata, spec } = inputs as unknown as {
      metadata: { annotations: object };
      spec: {
        template: { spec: { volumes: PropertyMap[]; containers: { env?: unknown; volumeMounts: PropertyMap[] }[] } };
      };
    };
    const { volumes, containers } = spec.template.spec;
    assert.deepEqual(volumes.find(({ name }) => name === "secrets")?.["csi"], {
      driver: "secrets-store.csi.k8s.io",
      readOnly: true,
      volumeAttributes: { secretProviderClass: "my-app-sa-secrets" },
    });
    assert.deepEqual(
      containers[0]?.volumeMounts.find(({ name }) => name === "secrets"),
      {
        name: "secrets",
        mountPath: "/run/secrets/platform",
        readOnly: true,
      },
    );
    assert.equal(containers[0]?.env, undefined);
    assert.deepEqual(metadata.annotations, { "pulumi.com/skipAwait": "true" });
  });

  it("reach pods once there are a driver, a class and rights", () => {
    const deployment = dev.byName("kubernetes:apps/v1:Deployment", "sample");
    const providerClass = dev.only("kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass");
    assert.ok(dev.waitsFor(deployment, providerClass));
    assert.ok(dev.waitsFor(providerClass, dev.byName("aws:eks/addon:Addon", "secrets-store")));
    assert.ok(dev.waitsFor(providerClass, dev.only("aws:secretsmanager/secretPolicy:SecretPolicy")));
  });
});

describe("the secrets of regulated", () => {
  it("are read by the role of their namespace and by those who are named", async () => {
    const found = await runPlatform("tests/stacks/regulated.yaml", "regulated");
    const store = found.byName("aws:iam/role:Role", "secrets-tenant-ledger").inputs["name"];
    const { policy } = found.only("aws:secretsmanager/secretPolicy:SecretPolicy").inputs;
    assert.deepEqual(deniedTo(policy), [
      `arn:aws:iam::111122223333:role/regulated/${String(store)}`,
      "arn:aws:iam::111122223333:role/audit/database-owner",
    ]);
    assert.deepEqual(
      (found.only("kubernetes:external-secrets.io/v1:SecretStore").inputs["spec"] as PropertyMap)["provider"],
      {
        aws: {
          service: "SecretsManager",
          region: "us-east-1",
          role: `arn:aws:iam::111122223333:role/regulated/${String(store)}`,
        },
      },
    );
  });
});

describe("readers of secrets", () => {
  const replica = (region: string) => ({
    region,
    keyArn: `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
  });
  const config = parseConfig("eks-platform", "dev", {
    encrypted: [],
    namespaces: {
      aws: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
      "eks-platform": {
        tags: { owner: "platform-team", costCenter: "cc-1000" },
        tenants: [{ name: "shop", serviceAccounts: ["web", "worker"] }],
        secrets: {
          driver: "csi",
          items: [
            {
              name: "shop/db",
              description: "Database",
              readers: [{ namespace: "tenant-shop", serviceAccount: "web" }],
              replicas: [replica("eu-west-3"), replica("eu-central-1")],
            },
            {
              name: "shop/key",
              description: "Key",
              readers: [
                { namespace: "tenant-shop", serviceAccount: "web" },
                { namespace: "tenant-shop", serviceAccount: "worker" },
              ],
              replicas: [replica("eu-central-1")],
            },
          ],
        },
      },
    },
  });
  const readers = readersOf(config);

  it("are each named once, with all that they read", () => {
    assert.deepEqual(
      readers.map(({ serviceAccount, items }) => [serviceAccount, items.map(({ name }) => name)]),
      [
        ["web", ["shop/db", "shop/key"]],
        ["worker", ["shop/key"]],
      ],
    );
  });

  it("turn to a region that has all of their secrets", () => {
    assert.equal(failoverRegion(readers[0]?.items ?? []), "eu-central-1");
    assert.equal(failoverRegion(config.secrets.items.slice(0, 1)), "eu-west-3");
    assert.equal(failoverRegion([]), undefined);
  });

  it("have roles whose names IAM takes, and which differ where long names are cut", () => {
    const reader = (serviceAccount: string) => ({ namespace: `tenant-${"x".repeat(40)}`, serviceAccount });
    const [web, worker] = ["web", "worker"].map((account) => readerRoleName("eks-platform-dev", reader(account)));
    assert.equal(web?.length, 64);
    assert.notEqual(web, worker);
    assert.equal(
      readerRoleName("eks-platform-dev", { namespace: "tenant-shop", serviceAccount: undefined }),
      "eks-platform-dev-secrets-tenant-shop",
    );
  });
});
