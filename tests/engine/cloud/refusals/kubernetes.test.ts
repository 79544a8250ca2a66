import type { Properties } from "../../properties";
import { ClusterWorld } from "./cluster-world";
import { refused } from "./world";

describe("the stand-in cluster refuses", () => {
  let world: ClusterWorld;
  beforeEach(() => {
    world = new ClusterWorld();
  });
  const namespace = "kubernetes:core/v1:Namespace";
  const object = (kind: string, name: string, inputs: Properties = {}) => ({
    ...{ apiVersion: "v1", kind, metadata: { name, namespace: "shop" } },
    ...inputs,
  });
  const web = { apiVersion: "apps/v1", spec: { template: { spec: { serviceAccountName: "web" } } } };

  it("callers without access (E9), and everybody once it is gone (P2)", () => {
    const association = world.cloud.all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")[0];
    if (association) world.cloud.remove(association);
    refused("E9", () => world.create(namespace, object("Namespace", "shop")));
    world.session = { clusterName: "platform", endpoint: "https://former" };
    refused("P2", () => world.create(namespace, object("Namespace", "shop")));
  });

  it("objects that exist (P4), also those of EKS, and objects in no namespace (P12)", () => {
    refused("P12", () => world.create("kubernetes:core/v1:ServiceAccount", object("ServiceAccount", "web")));
    world.create(namespace, object("Namespace", "shop"));
    refused("P4", () => world.create(namespace, object("Namespace", "shop")));
    refused("P4", () => world.create(namespace, object("Namespace", "kube-system")));
    refused("P4", () =>
      world.create("kubernetes:storage.k8s.io/v1:StorageClass", {
        apiVersion: "storage.k8s.io/v1",
        metadata: { name: "gp2" },
      }),
    );
  });

  it("kinds whose definition is not there (P10)", () => {
    const snapshots = { apiVersion: "snapshot.storage.k8s.io/v1", metadata: { name: "ebs" } };
    const token = "kubernetes:snapshot.storage.k8s.io/v1:VolumeSnapshotClass";
    refused("P10", () => world.create(token, snapshots));
    world.addon("snapshot-controller");
    world.create(token, snapshots);
    refused("P10", () =>
      world.create("kubernetes:karpenter.sh/v1:NodePool", { apiVersion: "karpenter.sh/v1", metadata: { name: "a" } }),
    );
  });

  it("to wait for pods that cannot start: no service account, no names, no nodes (P7)", () => {
    world.create(namespace, object("Namespace", "shop"));
    const deployment = () => world.create("kubernetes:apps/v1:Deployment", object("Deployment", "web", web));
    refused("P7", deployment);
    world.create("kubernetes:core/v1:ServiceAccount", object("ServiceAccount", "web"));
    world.remove(deployment());
    const dns = world.cloud.named("aws:eks/addon:Addon", "platform:coredns");
    if (dns) world.cloud.remove(dns);
    refused("P7", deployment);
    world.addon("coredns");
    world.remove(world.nodes);
    refused("P7", deployment);
  });
});
