import assert from "node:assert/strict";
import { TenantNamespace, type TenantNamespaceArgs } from "../../../../components/tenancy/namespace/tenant-namespace";
import { registrations, type Registrations } from "../../registrations";
import { workloadCluster } from "../cluster";

const namespaceType = "kubernetes:core/v1:Namespace";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const quotaType = "kubernetes:core/v1:ResourceQuota";
const accountType = "kubernetes:core/v1:ServiceAccount";

const build = (overrides: Partial<TenantNamespaceArgs> = {}): Promise<Registrations<TenantNamespace>> =>
  registrations(() => new TenantNamespace("shop", { name: "tenant-shop", cluster: workloadCluster(), ...overrides }));

describe("TenantNamespace", () => {
  it("names the namespace and labels it with its Pod Security level and what else is asked", async () => {
    const { inputs } = (await build({ labels: { team: "shop" } })).only(namespaceType);
    assert.deepEqual(inputs["metadata"], {
      name: "tenant-shop",
      labels: {
        team: "shop",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.36",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.36",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.36",
      },
    });
  });

  it("does not let other labels weaken the Pod Security level", async () => {
    const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
    const { metadata } = (await build({ labels })).only(namespaceType).inputs;
    assert.ok(JSON.stringify(metadata).includes(`"pod-security.kubernetes.io/enforce":"restricted"`));
  });

  it("isolates every pod in both directions and opens what every namespace needs", async () => {
    const found = await build();
    assert.deepEqual(
      new Set(found.ofType(policyType).map(({ inputs }) => inputs["metadata"])),
      new Set(
        ["default-deny", "allow-dns", "allow-pod-identity", "allow-own-namespace"].map((name) => ({
          name,
          namespace: "tenant-shop",
        })),
      ),
    );
    assert.deepEqual(found.byName(policyType, "shop.default-deny").inputs["spec"], {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it("bounds what all pods ask for, and allows neither load balancers nor node ports", async () => {
    const { inputs } = (await build()).byName(quotaType, "shop");
    assert.deepEqual(inputs["spec"], {
      hard: {
        "requests.cpu": "4",
        "requests.memory": "8Gi",
        "limits.memory": "16Gi",
        "requests.storage": "100Gi",
        pods: "50",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    });
  });

  it("lets no pod push those of the platform off their nodes", async () => {
    const { inputs } = (await build()).byName(quotaType, "shop.system-priorities");
    const values = ["system-node-critical", "system-cluster-critical"];
    assert.deepEqual(inputs["spec"], {
      hard: { pods: "0" },
      scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values }] },
    });
  });

  it("gives containers that say nothing requests, and a limit of memory but none of CPU", async () => {
    const { inputs } = (await build({ containerDefaults: { limitsMemory: "512Mi" } })).only(
      "kubernetes:core/v1:LimitRange",
    );
    assert.deepEqual(inputs["spec"], {
      limits: [{ type: "Container", defaultRequest: { cpu: "100m", memory: "128Mi" }, default: { memory: "512Mi" } }],
    });
  });

  it("makes service accounts whose pods get no token", async () => {
    const accounts = (await build({ serviceAccounts: ["web", "worker"] })).ofType(accountType);
    assert.deepEqual(
      new Set(accounts.map(({ inputs }) => [inputs["metadata"], inputs["automountServiceAccountToken"]])),
      new Set([
        [{ name: "web", namespace: "tenant-shop" }, false],
        [{ name: "worker", namespace: "tenant-shop" }, false],
      ]),
    );
    assert.equal((await build()).byName(accountType, "shop.app").inputs["automountServiceAccountToken"], false);
  });

  it("creates everything with the cluster's provider, after the namespace, and lets it end with the cluster", async () => {
    const found = await build();
    const cluster = found.only("aws:eks/cluster:Cluster");
    const provider = found.only("pulumi:providers:kubernetes");
    const namespace = found.only(namespaceType);
    const objects = found.all.filter(({ type }) => type.startsWith("kubernetes:"));
    assert.equal(objects.length, 9);
    for (const object of objects) {
      assert.equal(object.provider, provider.urn, object.name);
      assert.equal(object.deletedWith, cluster.urn, object.name);
      if (object !== namespace) assert.ok(found.waitsFor(object, namespace), object.name);
    }
  });

  it("hands workloads all that they have to wait for", async () => {
    const found = await build();
    assert.equal(found.built.ready.length, 9);
    assert.equal(found.built.name, "tenant-shop");
  });

  for (const name of ["Shop", "shop_1", "-shop", "shop-", "a".repeat(64), ""]) {
    it(`refuses the name "${name}"`, async () => {
      await assert.rejects(build({ name }), /The namespace ".*" must be at most 63 lower-case letters/);
    });
  }
});
