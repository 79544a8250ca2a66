import assert from "node:assert/strict";
import { registrations } from "../registrations";
import {
  secretProviderClass,
  secretsStoreDriver,
  secretsVolume,
  type SecretProviderClassArgs,
} from "../../../components/secrets";
import { addonCluster } from "../cluster/addon-cluster";

const classType = "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass";

const build = (args: Partial<SecretProviderClassArgs> = {}) =>
  registrations(() =>
    secretProviderClass(
      "web",
      {
        name: "web-secrets",
        namespace: "tenant-shop",
        region: "eu-west-1",
        secrets: [{ secretName: "blue/shop/database", fileName: "shop-database", keys: ["username", "password"] }],
        ...args,
      },
      {},
    ),
  );

describe("a SecretProviderClass", () => {
  it("mounts the whole value and each key as a file, read with the identity of the pod", async () => {
    const { inputs } = (await build()).only(classType);
    assert.deepEqual(inputs, {
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: "web-secrets", namespace: "tenant-shop" },
      spec: {
        provider: "aws",
        parameters: {
          region: "eu-west-1",
          usePodIdentity: "true",
          objects: JSON.stringify([
            {
              objectName: "blue/shop/database",
              objectType: "secretsmanager",
              objectAlias: "shop-database",
              jmesPath: [
                { path: "username", objectAlias: "shop-database-username" },
                { path: "password", objectAlias: "shop-database-password" },
              ],
            },
          ]),
        },
      },
    });
  });

  it("turns to another region where it is told of one", async () => {
    const { spec } = (await build({ failoverRegion: "eu-central-1" })).only(classType).inputs as {
      spec: { parameters: Record<string, string> };
    };
    assert.equal(spec.parameters["failoverRegion"], "eu-central-1");
  });

  it("refuses two files of one name", async () => {
    const secrets = [
      { secretName: "blue/shop/db", fileName: "shop-db", keys: ["user"] },
      { secretName: "blue/shop/db/user", fileName: "shop-db-user" },
    ];
    await assert.rejects(build({ secrets }), /Two files of one volume would be named "shop-db-user"/);
  });

  it("is a read-only volume of a pod", () => {
    assert.deepEqual(secretsVolume("secrets", "web-secrets"), {
      name: "secrets",
      csi: {
        driver: "secrets-store.csi.k8s.io",
        readOnly: true,
        volumeAttributes: { secretProviderClass: "web-secrets" },
      },
    });
  });
});

describe("the Secrets Store CSI driver", () => {
  it("keeps files up to date, makes no Secrets of Kubernetes, and has no rights of its own", async () => {
    const found = await registrations(() =>
      secretsStoreDriver("driver", { cluster: addonCluster(), refreshMinutes: 30 }, {}),
    );
    const { inputs } = found.only("aws:eks/addon:Addon");
    assert.equal(inputs["addonName"], "aws-secrets-store-csi-driver-provider");
    assert.deepEqual(JSON.parse(String(inputs["configurationValues"])), {
      "secrets-store-csi-driver": {
        enableSecretRotation: true,
        rotationPollInterval: "30m",
        syncSecret: { enabled: false },
      },
    });
    assert.deepEqual(inputs["podIdentityAssociations"], []);
  });
});
