import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import { createRole, createSmallCluster } from "./small-cluster";

/** Nodes of an Auto Scaling group, and pods that need them. */
export function selfManagedNodes(): void {
  const { cluster, vpc, subnets, cni, kubernetes } = createSmallCluster();
  const { role, attachments } = createRole("nodes", "ec2.amazonaws.com", [
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
  ]);
  const entry = new aws.eks.AccessEntry("nodes", {
    clusterName: cluster.name,
    principalArn: role.arn,
    type: "EC2_LINUX",
  });
  const profile = new aws.iam.InstanceProfile("nodes", { name: "small-nodes", role: role.name });
  const group = new aws.ec2.SecurityGroup("nodes", { name: "small-nodes", vpcId: vpc.id, description: "Nodes" });
  const rule = new aws.vpc.SecurityGroupIngressRule("nodes", {
    securityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
    referencedSecurityGroupId: group.id,
    ...{ ipProtocol: "tcp", fromPort: 443, toPort: 443 },
  });
  const nodes = new eks.NodeGroupV2(
    "nodes",
    {
      cluster: {
        ...{ cluster, clusterIamRole: role, endpoint: cluster.endpoint, instanceRoles: [role] },
        ...{ provider: kubernetes, subnetIds: subnets.map(({ id }) => id), vpcId: vpc.id, nodeGroupOptions: {} },
      },
      amiId: "ami-00000000000000001",
      operatingSystem: "AL2023",
      instanceProfileName: profile.name,
      nodeSecurityGroupId: group.id,
      clusterIngressRuleId: rule.id,
      nodeSubnetIds: subnets.map(({ id }) => id),
      nodeAssociatePublicIpAddress: false,
      labels: { pool: "self-managed" },
    },
    { dependsOn: [cni, entry, ...attachments] },
  );
  const dns = new aws.eks.Addon("dns", { clusterName: cluster.name, addonName: "coredns" }, { dependsOn: nodes });
  new k8s.apps.v1.Deployment(
    "web",
    {
      metadata: { name: "web", namespace: "default" },
      spec: {
        selector: { matchLabels: { app: "web" } },
        template: {
          metadata: { labels: { app: "web" } },
          spec: { containers: [{ name: "web", image: "example.com/web:1.0.0" }] },
        },
      },
    },
    { provider: kubernetes, dependsOn: [dns] },
  );
}
