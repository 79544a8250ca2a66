import assert from "node:assert/strict";
import { policyDocument } from "../../../../components/identity/policy-document";
import { ebsVolumeKeyUse } from "../../../../components/storage/csi-permissions";
import { list, type Properties } from "../../properties";
import type { CloudObject } from "../cloud";
import { ClusterWorld } from "./cluster-world";
import { accountId, keyPolicy, policy, refused, trust } from "./world";

const made = (world: ClusterWorld) =>
  world.cloud.objects
    .filter(({ origin, type }) => origin === "service" && /LoadBalancer|Volume|Instance|TargetGroup/.test(type))
    .map(({ type }) => type);

const service: Properties = {
  ...{ apiVersion: "v1", kind: "Service", metadata: { name: "web", namespace: "default" } },
  spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" },
};
const serviceToken = "kubernetes:core/v1:Service";

/** A cluster whose subnets take internal load balancers. */
class ControlledWorld extends ClusterWorld {
  override subnet(zone: string, cidrBlock: string): CloudObject {
    return this.create("aws:ec2/subnet:Subnet", {
      ...{ vpcId: this.vpc.id, availabilityZone: `eu-west-1${zone}`, cidrBlock },
      tags: { "kubernetes.io/role/internal-elb": "1" },
    });
  }

  /** The driver that makes volumes, with its role named `driver`. */
  volumeDriver(): CloudObject {
    this.role(
      "driver",
      trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"),
      "AmazonEBSCSIDriverPolicyV2",
    );
    const roleArn = this.cloud.iamArn("role/driver");
    const identities = [{ serviceAccount: "ebs-csi-controller-sa", roleArn }];
    return this.addon("aws-ebs-csi-driver", { podIdentityAssociations: identities });
  }

  /** A claim of a volume of the class `gp3`. */
  claim(): CloudObject {
    return this.create("kubernetes:core/v1:PersistentVolumeClaim", {
      ...{ apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data", namespace: "default" } },
      spec: { storageClassName: "gp3" },
    });
  }

  /** Installs a chart whose pods have rights in AWS, and returns what gives them these. */
  install(chart: string, source: Properties): { readonly release: CloudObject; readonly rights: CloudObject } {
    this.role(chart, trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession"));
    const rights = this.create("aws:iam/rolePolicy:RolePolicy", {
      ...{ name: chart, role: chart },
      policy: policy({ Action: "ec2:Describe*", Resource: "*" }),
    });
    this.create("aws:eks/podIdentityAssociation:PodIdentityAssociation", {
      ...{ clusterName: "platform", namespace: "kube-system", serviceAccount: chart },
      roleArn: this.cloud.iamArn(`role/${chart}`),
    });
    const release = this.create("kubernetes:helm.sh/v3:Release", { name: chart, namespace: "kube-system", ...source });
    return { release, rights };
  }

  loadBalancerController() {
    const repositoryOpts = { repo: "https://aws.github.io/eks-charts" };
    const chart = "aws-load-balancer-controller";
    return this.install(chart, { chart, version: "3.5.0", repositoryOpts });
  }

  karpenter() {
    return this.install("karpenter", { chart: "oci://public.ecr.aws/karpenter/karpenter", version: "1.14.1" });
  }
}

describe("the controllers of the stand-in cluster", () => {
  let world: ControlledWorld;
  beforeEach(() => {
    world = new ControlledWorld();
  });

  it("make a load balancer for a Service, and take it away with it", () => {
    world.loadBalancerController();
    const object = world.create(serviceToken, service);
    assert.deepEqual(made(world), ["aws:lb/targetGroup:TargetGroup", "aws:lb/loadBalancer:LoadBalancer"]);
    assert.equal(list(object.outputs, "status.loadBalancer.ingress").length, 1);
    world.remove(object);
    assert.deepEqual(made(world), []);
  });

  it("make a classic load balancer for a Service without a class", () => {
    for (const { id } of world.subnets) {
      const object = world.cloud.get("aws:ec2/subnet:Subnet", id);
      assert.ok(object);
      world.cloud.put({ ...object, inputs: { ...object.inputs, tags: { "kubernetes.io/role/elb": "1" } } });
    }
    world.create(serviceToken, { ...service, spec: { type: "LoadBalancer" } });
    assert.deepEqual(made(world), ["aws:elb/loadBalancer:LoadBalancer"]);
  });

  it("make none where nobody is there to do it (P7), or without a subnet for one (LB1)", () => {
    refused("P7", () => world.create(serviceToken, service));
    const { rights } = world.loadBalancerController();
    for (const { id } of world.subnets) {
      const object = world.cloud.get("aws:ec2/subnet:Subnet", id);
      assert.ok(object);
      world.cloud.put({ ...object, inputs: { ...object.inputs, tags: {} } });
    }
    refused("LB1", () => world.create(serviceToken, service));
    world.remove(rights);
    refused("P7", () => world.create(serviceToken, service));
  });

  it("hold a Service whose load balancer nobody removes any more: no controller, no rights, no nodes (P12)", () => {
    const { release, rights } = world.loadBalancerController();
    const object = world.create(serviceToken, service);
    for (const missing of [release, rights, world.nodes]) {
      world.cloud.remove(missing);
      refused("P12", () => {
        world.remove(object);
      });
      world.cloud.put(missing);
    }
    world.remove(object);
  });

  it("leave a load balancer that outlives its cluster, and with it no way to delete the network (V26)", () => {
    world.loadBalancerController();
    world.create(serviceToken, service);
    world.remove(world.nodes);
    world.remove(world.cluster);
    const [subnet] = world.subnets;
    assert.ok(subnet);
    refused("V26", () => {
      world.remove(subnet);
    });
    refused("V26", () => {
      world.remove(world.vpc);
    });
  });

  it("leave the interfaces of a load balancer for some minutes (V26)", () => {
    world.loadBalancerController();
    world.remove(world.create(serviceToken, service));
    world.remove(world.nodes);
    world.remove(world.cluster);
    const [subnet] = world.subnets;
    assert.ok(subnet);
    refused("V26", () => {
      world.remove(subnet);
    });
    const lasting = world.cloud.all("aws:ec2/networkInterface:NetworkInterface");
    assert.ok(lasting.length > 0 && lasting.every(({ goneFrom = 0 }) => goneFrom > 0));
  });

  it("start a node for a pool of Karpenter, and stop it only while it runs (P12)", () => {
    const { release } = world.karpenter();
    world.create("aws:iam/instanceProfile:InstanceProfile", { name: "karpenter", role: "nodes" });
    world.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      ...{ role: "nodes", policyArn: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly" },
    });
    const principalArn = world.cloud.iamArn("role/nodes");
    world.cloud.put({
      ...{ type: "aws:eks/accessEntry:AccessEntry", id: "nodes", identity: `platform ${principalArn}` },
      ...{ origin: "stack", status: "active", outputs: {} },
      inputs: { clusterName: "platform", principalArn, type: "EC2_LINUX" },
    });
    const [subnet] = world.subnets;
    world.create("kubernetes:karpenter.k8s.aws/v1:EC2NodeClass", {
      ...{ apiVersion: "karpenter.k8s.aws/v1", kind: "EC2NodeClass", metadata: { name: "general" } },
      spec: { instanceProfile: "karpenter", subnetSelectorTerms: [{ id: subnet?.id ?? "" }] },
    });
    const nodeClassRef = { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "general" };
    const pool = world.create("kubernetes:karpenter.sh/v1:NodePool", {
      ...{ apiVersion: "karpenter.sh/v1", kind: "NodePool", metadata: { name: "general" } },
      spec: { template: { spec: { nodeClassRef } } },
    });
    assert.deepEqual(made(world), ["aws:ec2/instance:Instance"]);
    world.cloud.remove(release);
    refused("P12", () => {
      world.remove(pool);
    });
    world.cloud.put(release);
    world.remove(pool);
    assert.deepEqual(made(world), []);
  });

  it("make a volume with the first pods of a claim, and delete it with the claim while the driver runs", () => {
    const driver = world.volumeDriver();
    world.create("kubernetes:storage.k8s.io/v1:StorageClass", {
      ...{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "gp3" } },
      ...{ provisioner: "ebs.csi.aws.com", volumeBindingMode: "WaitForFirstConsumer", reclaimPolicy: "Delete" },
    });
    const claim = world.claim();
    assert.deepEqual(made(world), []);
    const volumes = [{ name: "data", persistentVolumeClaim: { claimName: "data" } }];
    world.create("kubernetes:apps/v1:Deployment", {
      ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "default" } },
      spec: { template: { spec: { volumes } } },
    });
    assert.deepEqual(made(world), ["aws:ebs/volume:Volume"]);
    world.cloud.remove(driver);
    world.remove(claim);
    assert.deepEqual(made(world), ["aws:ebs/volume:Volume"]);
    world.cloud.put(claim);
    world.cloud.put(driver);
    world.remove(claim);
    assert.deepEqual(made(world), []);
  });

  it("make no volume under a key that their driver may not use (K9)", () => {
    world.volumeDriver();
    const key = world.create("aws:kms/key:Key", { policy: keyPolicy() });
    world.create("kubernetes:storage.k8s.io/v1:StorageClass", {
      ...{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name: "gp3" } },
      ...{ provisioner: "ebs.csi.aws.com", volumeBindingMode: "Immediate" },
      parameters: { encrypted: "true", kmsKeyId: key.outputs["arn"] ?? "" },
    });
    refused("K9", () => world.claim());
    world.create("aws:kms/alias:Alias", { name: "alias/volumes", targetKeyId: key.id });
    const location = { partition: "aws", region: "eu-west-1", accountId };
    world.create("aws:iam/rolePolicy:RolePolicy", {
      ...{ name: "key", role: "driver" },
      policy: policyDocument(ebsVolumeKeyUse(location, "alias/volumes")),
    });
    world.claim();
    assert.deepEqual(made(world), ["aws:ebs/volume:Volume"]);
  });

  it("leave interfaces of pods whose network add-on went before the nodes, until EKS collects them", () => {
    const interfaces = () => world.cloud.all("aws:ec2/networkInterface:NetworkInterface").length;
    const cni = world.cloud.named("aws:eks/addon:Addon", "platform:vpc-cni");
    assert.ok(cni);
    world.remove(cni);
    world.remove(world.nodes);
    assert.equal(interfaces(), 2);
    world.remove(world.cluster);
    assert.equal(interfaces(), 0);
  });
});
