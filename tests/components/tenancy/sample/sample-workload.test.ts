import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { SampleWorkload, type SampleWorkloadArgs } from "../../../../components/tenancy/sample/sample-workload";
import { TenantNamespace } from "../../../../components/tenancy/namespace/tenant-namespace";
import type { PropertyMap } from "../../../../policies/engine/values/value";
import { registrations, type Registrations } from "../../registrations";
import { workloadCluster } from "../cluster";

const deploymentType = "kubernetes:apps/v1:Deployment";
const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";
const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const configMapType = "kubernetes:core/v1:ConfigMap";
const labels = { "app.kubernetes.io/name": "hello" };

function build(
  overrides: Partial<SampleWorkloadArgs> = {},
  ipFamily: "ipv4" | "ipv6" = "ipv4",
): Promise<Registrations<SampleWorkload>> {
  return registrations(() => {
    // Anything that can be waited for stands for the nodes.
    const nodes = [new aws.sqs.Queue("nodes")];
    const cluster = workloadCluster(ipFamily);
    const namespace = new TenantNamespace("tenant", { name: "tenant-shop", cluster });
    return new SampleWorkload("hello", { name: "hello", cluster, namespace, nodes, ...overrides });
  });
}

/** A part of known inputs by its path, such as `spec.template.spec`. */
function at(inputs: PropertyMap, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as PropertyMap | undefined)?.[key], inputs);
}

async function pod(overrides: Partial<SampleWorkloadArgs> = {}): Promise<PropertyMap> {
  const { inputs } = (await build(overrides)).only(deploymentType);
  return at(inputs, "spec.template.spec") as PropertyMap;
}

async function container(): Promise<PropertyMap> {
  const containers = (await pod())["containers"];
  assert.ok(Array.isArray(containers) && containers.length === 1);
  return containers[0] as PropertyMap;
}

describe("SampleWorkload", () => {
  it("meets the restricted Pod Security Standard", async () => {
    const { securityContext, volumes, hostNetwork, hostPID, hostIPC } = await pod();
    assert.deepEqual(securityContext, {
      runAsNonRoot: true,
      runAsUser: 101,
      runAsGroup: 101,
      seccompProfile: { type: "RuntimeDefault" },
    });
    assert.deepEqual([hostNetwork, hostPID, hostIPC], [undefined, undefined, undefined]);
    assert.deepEqual(
      (volumes as readonly PropertyMap[]).map((volume) => Object.keys(volume).filter((key) => key !== "name")),
      [["emptyDir"], ["configMap"]],
    );
    assert.deepEqual((await container())["securityContext"], {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("runs an image with an exact tag", async () => {
    assert.match(String((await container())["image"]), /^public\.ecr\.aws\/nginx\/nginx-unprivileged:\d+\.\d+\.\d+-/);
  });

  it("mounts no token and takes no environment from other services", async () => {
    const { serviceAccountName, automountServiceAccountToken, enableServiceLinks } = await pod();
    assert.deepEqual(
      { serviceAccountName, automountServiceAccountToken, enableServiceLinks },
      { serviceAccountName: "app", automountServiceAccountToken: false, enableServiceLinks: false },
    );
  });

  it("asks for CPU and memory, and limits memory alone", async () => {
    assert.deepEqual((await container())["resources"], {
      requests: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "32Mi" },
      limits: { memory: "128Mi", "ephemeral-storage": "64Mi" },
    });
  });

  it("probes its port by name, with no host", async () => {
    const { ports, startupProbe, readinessProbe, livenessProbe } = await container();
    assert.deepEqual(ports, [{ name: "http", containerPort: 8080, protocol: "TCP" }]);
    for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
      assert.deepEqual((probe as PropertyMap)["httpGet"], { path: "/healthz", port: "http" });
    }
  });

  it("spreads its pods over zones and nodes, and still runs on a single node", async () => {
    assert.deepEqual(
      (await pod())["topologySpreadConstraints"],
      ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
        topologyKey,
        maxSkew: 1,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
      })),
    );
  });

  it("leaves the number of replicas to the autoscaler", async () => {
    const found = await build();
    assert.ok(!("replicas" in (found.only(deploymentType).inputs["spec"] as PropertyMap)));
    assert.deepEqual(found.only(autoscalerType).inputs["spec"], {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "hello" },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
    });
  });

  it("lets one pod go at a time, and any that never became ready", async () => {
    assert.deepEqual((await build()).only(budgetType).inputs["spec"], {
      maxUnavailable: 1,
      selector: { matchLabels: labels },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });

  it("selects its own pods everywhere", async () => {
    const found = await build();
    const { inputs } = found.only(deploymentType);
    assert.deepEqual(at(inputs, "spec.template.metadata.labels"), labels);
    assert.deepEqual(at(inputs, "spec.selector.matchLabels"), labels);
    const service = found.only("kubernetes:core/v1:Service").inputs["spec"];
    assert.deepEqual(service, {
      type: "ClusterIP",
      selector: labels,
      ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
    });
  });

  it("opens its port to the namespaces that call it", async () => {
    const { inputs } = (await build({ clientNamespaces: ["ingress"] })).byName(policyType, "hello");
    assert.deepEqual(inputs["spec"], {
      podSelector: { matchLabels: labels },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            { podSelector: {} },
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ingress" } } },
          ],
          ports: [{ protocol: "TCP", port: 8080 }],
        },
      ],
    });
  });

  it("listens on the family that its pods have", async () => {
    const file = async (ipFamily: "ipv4" | "ipv6"): Promise<string> => {
      const { data } = (await build({}, ipFamily)).only(configMapType).inputs;
      return String((data as PropertyMap)["default.conf"]);
    };
    assert.ok((await file("ipv4")).includes("listen 8080;"));
    assert.ok((await file("ipv6")).includes("listen [::]:8080;"));
  });

  it("gives a changed configuration another name, and mounts the one it made", async () => {
    const name = async (ipFamily: "ipv4" | "ipv6"): Promise<unknown> => {
      const found = await build({}, ipFamily);
      const configMap = found.only(configMapType).inputs;
      const volumes = at(found.only(deploymentType).inputs, "spec.template.spec.volumes") as readonly PropertyMap[];
      assert.deepEqual(volumes[1]?.["configMap"], { name: at(configMap, "metadata.name") });
      assert.equal(configMap["immutable"], true);
      return at(configMap, "metadata.name");
    };
    assert.match(String(await name("ipv4")), /^hello-[0-9a-f]{8}$/);
    assert.notEqual(await name("ipv4"), await name("ipv6"));
  });

  it("runs nothing before its namespace is isolated and bounded and there are nodes", async () => {
    const found = await build();
    const deployment = found.only(deploymentType);
    const before = found.all.filter(({ parent }) => parent?.endsWith("TenantNamespace::tenant"));
    assert.equal(before.length, 9);
    for (const object of before) assert.ok(found.waitsFor(deployment, object), object.name);
    assert.ok(found.waitsFor(deployment, found.byName(policyType, "hello")));
    assert.ok(found.waitsFor(deployment, found.only(budgetType)));
    assert.ok(found.waitsFor(deployment, found.only("aws:sqs/queue:Queue")));
  });

  it("creates everything with the cluster's provider and lets it end with the cluster", async () => {
    const found = await build();
    const objects = found.all.filter(({ parent }) => parent?.endsWith("SampleWorkload::hello"));
    assert.equal(objects.length, 6);
    for (const object of objects) {
      assert.equal(object.provider, found.only("pulumi:providers:kubernetes").urn, object.name);
      assert.equal(object.deletedWith, found.only("aws:eks/cluster:Cluster").urn, object.name);
      assert.equal(at(object.inputs, "metadata.namespace"), "tenant-shop", object.name);
    }
  });

  it("refuses an autoscaler without room", async () => {
    await assert.rejects(
      build({ minReplicas: 3, maxReplicas: 3 }),
      /maxReplicas 3 is not above minReplicas 3; the autoscaler needs room\./,
    );
  });
});
