import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { accountId, keyPolicy, policy, refused, World } from "./world";

const secretType = "aws:secretsmanager/secret:Secret";
const functionArn = `arn:aws:lambda:eu-west-1:${accountId}:function:rotate`;

describe("the stand-in cloud refuses of secrets", () => {
  it("names that it does not take, that exist, or that a deleted secret still has (N21)", () => {
    const world = new World();
    refused("N21", () => world.create(secretType, { name: "shop database" }));
    refused("N21", () => world.create(secretType, { name: "shop/database", recoveryWindowInDays: 3 }));
    const secret = world.create(secretType, { name: "shop/database", recoveryWindowInDays: 7 });
    refused("N21", () => world.create(secretType, { name: "shop/database" }));
    world.remove(secret);
    refused("N21", () => world.create(secretType, { name: "shop/database" }));
    world.remove(world.create(secretType, { name: "shop/token", recoveryWindowInDays: 0 }));
    world.create(secretType, { name: "shop/token" });
  });

  it("a key that the deployer cannot encrypt with (K15), and a copy in its own region (DS6)", () => {
    const world = new World();
    const { id } = world.create("aws:kms/key:Key", { policy: keyPolicy() });
    const deny = { Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
    const closed = world.create("aws:kms/key:Key", { policy: keyPolicy(deny) });
    world.create(secretType, { name: "open", kmsKeyId: id });
    refused("K15", () => world.create(secretType, { name: "closed", kmsKeyId: closed.id }));
    refused("DS6", () => world.create(secretType, { name: "twice", replicas: [{ region: "eu-west-1" }] }));
  });

  it("policies that open a secret to everybody, or name who does not exist (DS8)", () => {
    const world = new World();
    const { id: secretArn } = world.create(secretType, { name: "shop" });
    const put = (document: string) =>
      world.create("aws:secretsmanager/secretPolicy:SecretPolicy", {
        secretArn,
        policy: document,
        blockPublicPolicy: true,
      });
    const read = { Action: "secretsmanager:GetSecretValue", Resource: "*" };
    refused("DS8", () => put(policy({ ...read, Principal: "*" })));
    refused("DS8", () => put(policy({ ...read, Principal: { AWS: `arn:aws:iam::${accountId}:role/nobody` } })));
    put(policy({ ...read, Effect: "Deny", Principal: "*" }));
  });

  it("rotation of a secret without a value, or by a function that it may not call (DS7)", () => {
    const world = new World();
    const { id: secretId } = world.create(secretType, { name: "shop" });
    const rotate = (rotationRules: Properties = { scheduleExpression: "rate(30 days)", duration: "3h" }) =>
      world.create("aws:secretsmanager/secretRotation:SecretRotation", {
        secretId,
        rotationLambdaArn: functionArn,
        rotationRules,
      });
    const permit = (sourceAccount: string) =>
      world.create("aws:lambda/permission:Permission", {
        statementId: `for-${sourceAccount}`,
        function: functionArn,
        principal: "secretsmanager.amazonaws.com",
        sourceAccount,
      });
    permit(accountId);
    refused("DS7", rotate);
    world.create("aws:secretsmanager/secretVersion:SecretVersion", { secretId, secretString: "x" });
    refused("DS7", () => rotate({}));
    refused("DS7", () => rotate({ automaticallyAfterDays: 30, scheduleExpression: "rate(30 days)" }));
    refused("DS7", () => rotate({ automaticallyAfterDays: 1001 }));
    rotate();
    refused("DS7", () => permit(accountId));
  });

  it("to start pods that mount a secret without a value, unless nobody waits for them (P7)", () => {
    const world = new ClusterWorld();
    const { id: secretId } = world.create(secretType, { name: "shop/database" });
    world.addon("aws-secrets-store-csi-driver-provider");
    const deploy = (name: string, annotations: Properties = {}) =>
      world.create("kubernetes:apps/v1:Deployment", {
        ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace: "default", annotations } },
        spec: { template: { spec: { volumes: [{ name: "secrets", csi: mounted }] } } },
      });
    refused("P7", () => deploy("without-class"));
    world.create("kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass", {
      ...{ apiVersion: "secrets-store.csi.x-k8s.io/v1", kind: "SecretProviderClass" },
      metadata: { name: "web-secrets", namespace: "default" },
      spec: { provider: "aws", parameters: { objects: JSON.stringify([{ objectName: "shop/database" }]) } },
    });
    refused("P7", () => deploy("without-value"));
    deploy("not-awaited", { "pulumi.com/skipAwait": "true" });
    world.create("aws:secretsmanager/secretVersion:SecretVersion", { secretId, secretString: "x" });
    deploy("with-value");
  });
});

const mounted = {
  driver: "secrets-store.csi.k8s.io",
  volumeAttributes: { secretProviderClass: "web-secrets" },
};
