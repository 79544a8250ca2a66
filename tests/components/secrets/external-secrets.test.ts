import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import { ExternalSecretsOperator, NamespaceSecretStore } from "../../../components/secrets";
import type { PropertyMap } from "../../../policies/engine/values/value";
import { addonCluster, location } from "../cluster/addon-cluster";
import { registrations, type Registrations } from "../registrations";

const releaseType = "kubernetes:helm.sh/v3:Release";
const storeRole = "arn:aws:iam::111122223333:role/blue-secrets-tenant-shop";
const operatorRole = "arn:aws:iam::111122223333:role/blue-external-secrets";
const cluster = "arn:aws:eks:eu-west-1:111122223333:cluster/blue";

/** The operator, and the secrets of one namespace. */
function build(): Promise<Registrations> {
  return registrations(() => {
    const kubernetes = new k8s.Provider("blue", { kubeconfig: "{}" });
    const surroundings = { ...addonCluster(), kubernetes, ipFamily: "ipv4" as const };
    const operator = new ExternalSecretsOperator(
      "external-secrets",
      { cluster: surroundings, cidrs: ["10.0.0.0/16"], storeRoleArns: { "tenant-shop": storeRole } },
      { dependsOn: [] },
    );
    new NamespaceSecretStore(
      "shop",
      {
        location,
        cluster: surroundings,
        namespace: "tenant-shop",
        roleName: "blue-secrets-tenant-shop",
        operator: operator.account,
        statements: [{ sid: "Read", actions: ["secretsmanager:GetSecretValue"], resources: ["arn:aws:x"] }],
        secrets: [
          { secretName: "blue/shop/database", copyName: "shop-database", keys: ["username", "password"] },
          { secretName: "blue/shop/token", copyName: "shop-token" },
        ],
        refreshMinutes: 15,
      },
      { dependsOn: operator.ready },
    );
  });
}

const statements = (document: unknown) => (JSON.parse(String(document)) as { Statement: object[] }).Statement;

describe("the External Secrets Operator", () => {
  let found: Registrations;
  before(async () => {
    found = await build();
  });

  it("reads no secret itself: it takes on the roles of namespaces, and does nothing else", () => {
    assert.deepEqual(statements(found.byName("aws:iam/rolePolicy:RolePolicy", "external-secrets").inputs["policy"]), [
      {
        Sid: "TakeOnRolesOfNamespaces",
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Resource: [storeRole],
      },
    ]);
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    assert.equal(association.inputs["serviceAccount"], "external-secrets");
    assert.equal(association.inputs["roleArn"], operatorRole);
  });

  it("knows no stores or secrets of a whole cluster, writes nothing to AWS, and gives nobody more rights", () => {
    const { values } = found.only(releaseType).inputs as { values: Record<string, unknown> };
    const kinds = ["ClusterExternalSecret", "ClusterGenerator", "ClusterPushSecret", "PushSecret"];
    for (const kind of kinds) assert.equal(values[`process${kind}`], false, kind);
    assert.equal(values["processClusterStore"], false);
    assert.deepEqual(
      values["crds"],
      Object.fromEntries([...kinds, "ClusterSecretStore"].map((kind) => [`create${kind}`, false])),
    );
    assert.deepEqual(values["rbac"], { aggregateToView: false, aggregateToEdit: false });
  });

  it("runs twice with one leader, and so does its webhook, to which the control plane gets through", () => {
    const { values } = found.only(releaseType).inputs as { values: Record<string, PropertyMap> };
    assert.equal(values["replicaCount"], 2);
    assert.equal(values["leaderElect"], true);
    assert.equal(values["webhook"]?.["replicaCount"], 2);
    assert.equal(values["certController"]?.["replicaCount"], 2);
    assert.equal(values["webhook"]["port"], 10250);
    const callers = found.byName("kubernetes:networking.k8s.io/v1:NetworkPolicy", "external-secrets.allow-callers");
    assert.deepEqual((callers.inputs["spec"] as PropertyMap)["ingress"], [
      { from: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 10250 }] },
    ]);
  });

  // The expressions have been evaluated with the API server's own CEL environment; these are what was found right there.
  it("may be told by a store to take on the role of the store's namespace only", () => {
    const policy = found.only("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    const { variables, validations, failurePolicy } = policy.inputs["spec"] as unknown as {
      variables: { name: string; expression: string }[];
      validations: { expression: string }[];
      failurePolicy: string;
    };
    assert.equal(failurePolicy, "Fail");
    assert.deepEqual(variables, [
      { name: "roles", expression: `{"tenant-shop":"${storeRole}"}` },
      {
        name: "named",
        expression:
          'request.resource.resource == "secretstores" ? object.spec.?provider.?aws.?role.orValue("") : object.spec.?role.orValue("")',
      },
    ]);
    assert.deepEqual(
      validations.map(({ expression }) => expression),
      [
        'request.resource.resource in ["secretstores","ecrauthorizationtokens"]',
        'variables.named != "" && variables.named == variables.roles[?request.namespace].orValue("")',
      ],
    );
    assert.ok(found.waitsFor(found.only(releaseType), policy));
  });
});

describe("the secret store of a namespace", () => {
  let found: Registrations;
  before(async () => {
    found = await build();
  });

  it("has a role that the operator of this cluster alone takes on", () => {
    const role = found.byName("aws:iam/role:Role", "shop");
    assert.deepEqual(statements(role.inputs["assumeRolePolicy"]), [
      {
        Sid: "OperatorTakesOn",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          ArnEquals: { "aws:PrincipalArn": operatorRole },
          StringEquals: { "aws:PrincipalTag/eks-cluster-arn": cluster },
        },
      },
    ]);
  });

  it("names that role, once the operator's webhook answers", () => {
    const store = found.only("kubernetes:external-secrets.io/v1:SecretStore");
    assert.deepEqual(store.inputs["spec"], {
      provider: { aws: { service: "SecretsManager", region: "eu-west-1", role: storeRole } },
    });
    assert.ok(found.waitsFor(store, found.only(releaseType)));
    assert.ok(found.waitsFor(store, found.byName("aws:iam/rolePolicy:RolePolicy", "shop")));
  });

  it("copies the keys of a JSON value one by one, and the whole of another", () => {
    const copy = (name: string) => found.byName("kubernetes:external-secrets.io/v1:ExternalSecret", `shop.${name}`);
    assert.deepEqual(copy("shop-database").inputs["spec"], {
      refreshInterval: "15m",
      secretStoreRef: { kind: "SecretStore", name: "aws-secrets-manager" },
      target: { name: "shop-database", creationPolicy: "Owner", deletionPolicy: "Retain" },
      data: [
        { secretKey: "username", remoteRef: { key: "blue/shop/database", property: "username" } },
        { secretKey: "password", remoteRef: { key: "blue/shop/database", property: "password" } },
      ],
    });
    assert.deepEqual((copy("shop-token").inputs["spec"] as PropertyMap)["data"], [
      { secretKey: "value", remoteRef: { key: "blue/shop/token" } },
    ]);
  });
});
