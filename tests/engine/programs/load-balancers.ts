import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { createRole, createSmallCluster } from "./small-cluster";

/**
 * A Service with a network load balancer, and a claim with a volume. With `ordered` switched off the Service is left to go
 * with its cluster, as objects may that have nothing behind them in AWS: its load balancer then stays.
 */
export function loadBalancers(): void {
  const ordered = new pulumi.Config().requireBoolean("ordered");
  const { cluster, subnets, cni, kubernetes } = createSmallCluster();
  const { role, attachments } = createRole("nodes", "ec2.amazonaws.com", [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
  ]);
  const nodes = new aws.eks.NodeGroup(
    "nodes",
    {
      ...{ clusterName: cluster.name, nodeGroupName: "nodes", nodeRoleArn: role.arn },
      subnetIds: subnets.map(({ id }) => id),
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 2 },
    },
    { dependsOn: [cni, ...attachments] },
  );
  const dns = new aws.eks.Addon("dns", { clusterName: cluster.name, addonName: "coredns" }, { dependsOn: nodes });
  const ready = [nodes, dns];

  const controller = createPodRole("controller", "aws-load-balancer-controller", cluster);
  const release = new k8s.helm.v3.Release(
    "controller",
    {
      ...{ chart: "aws-load-balancer-controller", version: "3.5.0", namespace: "kube-system" },
      name: "aws-load-balancer-controller",
      repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
      values: { clusterName: cluster.name },
    },
    { provider: kubernetes, dependsOn: [...ready, ...controller] },
  );
  new k8s.core.v1.Service(
    "web",
    {
      metadata: {
        ...{ name: "web", namespace: "default" },
        annotations: { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" },
      },
      spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb", ports: [{ port: 443 }] },
    },
    { provider: kubernetes, dependsOn: [release], ...(ordered ? {} : { deletedWith: cluster }) },
  );

  const [driverRole] = createPodRole("driver", "ebs-csi-controller-sa", cluster);
  const driver = new aws.eks.Addon(
    "driver",
    { clusterName: cluster.name, addonName: "aws-ebs-csi-driver" },
    { dependsOn: [...ready, driverRole] },
  );
  const options = { provider: kubernetes, dependsOn: [driver] };
  const storageClass = new k8s.storage.v1.StorageClass(
    "gp3",
    { metadata: { name: "gp3" }, provisioner: "ebs.csi.aws.com", volumeBindingMode: "Immediate" },
    options,
  );
  new k8s.core.v1.PersistentVolumeClaim(
    "data",
    {
      metadata: { name: "data", namespace: "default" },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: storageClass.metadata.name,
        resources: { requests: { storage: "1Gi" } },
      },
    },
    options,
  );
}

/** Rights in AWS for a service account of kube-system; whoever uses it waits for all of them. */
function createPodRole(
  name: string,
  serviceAccount: string,
  cluster: aws.eks.Cluster,
): readonly [pulumi.Resource, pulumi.Resource] {
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ],
  });
  const role = new aws.iam.Role(name, { name: `small-${name}`, assumeRolePolicy });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "ec2:Describe*", Resource: "*" }],
  });
  const rights = new aws.iam.RolePolicy(name, { name: `small-${name}`, role: role.name, policy });
  const association = new aws.eks.PodIdentityAssociation(
    name,
    { clusterName: cluster.name, namespace: "kube-system", serviceAccount, roleArn: role.arn },
    { dependsOn: rights },
  );
  return [association, rights];
}
