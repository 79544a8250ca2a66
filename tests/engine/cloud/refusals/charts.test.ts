import assert from "node:assert/strict";
import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { refused } from "./world";

const releaseToken = "kubernetes:helm.sh/v3:Release";

const controller: Properties = {
  name: "aws-load-balancer-controller",
  namespace: "kube-system",
  chart: "aws-load-balancer-controller",
  version: "3.5.0",
  repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
  values: { clusterName: "platform" },
};
const service: Properties = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default" },
  spec: { type: "ClusterIP" },
};
const nodePool: Properties = { apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "general" } };
const karpenter: Properties = {
  ...{ name: "karpenter", namespace: "kube-system", version: "1.14.1" },
  chart: "oci://public.ecr.aws/karpenter/karpenter",
};

describe("the stand-in cluster treats charts so that it", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
  });
  const release = (inputs: Properties) => world.create(releaseToken, inputs);

  it("installs a pinned chart of its own repository, once under a name", () => {
    const { id, outputs } = release(controller);
    assert.equal(id, "kube-system/aws-load-balancer-controller");
    assert.equal(outputs["name"], "aws-load-balancer-controller");
    refused("P14", () => release(controller));
    release({ ...controller, name: "second" });
  });

  it("finds no chart without an exact version, in another repository, or in a registry with a repository beside it", () => {
    refused("P16", () => release({ ...controller, version: "" }));
    refused("P16", () => release({ ...controller, version: ">=3" }));
    refused("P16", () => release({ ...controller, repositoryOpts: { repo: "https://charts.example.com" } }));
    refused("P16", () => release({ ...karpenter, repositoryOpts: { repo: "https://charts.example.com" } }));
    refused("P16", () => release({ ...controller, repositoryOpts: {} }));
    assert.throws(() => release({ ...controller, chart: "unheard-of" }), /unheard-of: .*charts\.ts/);
  });

  it("needs the namespace, unless it is to be made along", () => {
    refused("P12", () => release({ ...controller, namespace: "edge" }));
    release({ ...controller, namespace: "edge", createNamespace: true });
  });

  it("refuses names that no release can have", () => {
    refused("P15", () => release({ ...controller, name: "Upper" }));
    refused("P15", () => release({ ...controller, name: "a".repeat(54) }));
  });

  it("waits in vain without nodes, and waits for nothing when told so", () => {
    world.cloud.remove(world.nodes);
    refused("P13", () => release(controller));
    release({ ...controller, skipAwait: true });
  });

  it("starts pods on Fargate where a profile takes their namespace", () => {
    world.cloud.remove(world.nodes);
    const profile = { inputs: { clusterName: "platform", selectors: [{ namespace: "kube-*" }] }, outputs: {} };
    const identity = {
      type: "aws:eks/fargateProfile:FargateProfile",
      id: "platform:system",
      identity: "platform:system",
    };
    world.cloud.put({ ...identity, ...profile, origin: "stack", status: "active" });
    release(controller);
    refused("P13", () => release({ ...controller, namespace: "default" }));
  });

  it("does not start pods that need the host in a namespace that forbids it", () => {
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    world.create("kubernetes:core/v1:Namespace", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "logs", labels },
    });
    const logs = { ...controller, name: "logs", namespace: "logs", chart: "aws-for-fluent-bit", version: "0.2.0" };
    refused("P13", () => release(logs));
    release({ ...logs, namespace: "kube-system" });
  });

  it("knows the kinds of a chart as soon as it is there, unless its definitions were left out", () => {
    const create = () => world.create("kubernetes:karpenter.sh/v1:NodePool", nodePool);
    refused("P10", create);
    release({ ...karpenter, skipCrds: true });
    refused("P10", create);
    release({ ...karpenter, name: "karpenter-crd", chart: `${String(karpenter["chart"])}-crd` });
    create();
  });

  it("knows kinds of cert-manager's chart only when its values ask for them", () => {
    const certManager = { ...karpenter, chart: "oci://quay.io/jetstack/charts/cert-manager", version: "v1.21.1" };
    const issuer = { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name: "ca" } };
    const create = () => world.create("kubernetes:cert-manager.io/v1:ClusterIssuer", issuer);
    release({ ...certManager, name: "plain" });
    refused("P10", create);
    release({ ...certManager, name: "complete", values: { crds: { enabled: true } } });
    create();
  });

  it("knows kinds that a definition of the stack itself brings", () => {
    const definition = {
      ...{ apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
      metadata: { name: "nodepools.karpenter.sh" },
      spec: { group: "karpenter.sh" },
    };
    world.create("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", definition);
    world.create("kubernetes:karpenter.sh/v1:NodePool", nodePool);
  });

  it("refuses charts with objects of kinds that nobody defined", () => {
    refused("P10", () => release({ ...controller, values: { enableCertManager: true } }));
    refused("P10", () => release({ ...controller, values: { serviceMonitor: { enabled: true } } }));
  });

  it("refuses what a webhook judges until its pods are ready", () => {
    const create = () => world.create("kubernetes:core/v1:Service", service);
    const running = release({ ...controller, skipAwait: true });
    world.cloud.put({ ...running, worksFrom: 1 });
    refused("P20", create);
    world.cloud.put({ ...running, worksFrom: 0 });
    create();
  });

  it("lets Services through where the webhook is not asked for them", () => {
    const running = release({ ...controller, skipAwait: true, values: { enableServiceMutatorWebhook: false } });
    world.cloud.put({ ...running, worksFrom: 1 });
    world.create("kubernetes:core/v1:Service", service);
  });
});
