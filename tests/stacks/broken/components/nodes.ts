import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import type { Network } from "./network";

export function createNodes(cluster: eks.Cluster, { subnetIds }: Network): void {
  const [first] = subnetIds;
  const role = createNodeRole();
  const profile = new aws.iam.InstanceProfile("nodes", { role: role.name });
  new eks.ManagedNodeGroup("managed", {
    cluster,
    nodeRoleArn: role.arn,
    subnetIds: [...subnetIds], // NODE-03
    enableIMDSv2: false, // NODE-01
    amiType: "AL2_x86_64", // NODE-07
    remoteAccess: { ec2SshKey: "team-key" }, // NODE-06
    kubeletExtraArgs: "--read-only-port=10255", // NODE-10
    // NODE-08: no scalingConfig.minSize.
    // NODE-04: no template that encrypts.
  });
  // NODE-11: on a launch configuration. NODE-01, NODE-02, NODE-04: what its defaults are.
  new eks.NodeGroup("unmanaged", {
    cluster,
    instanceProfile: profile, // NODE-05 cannot follow a resource that is handed over as such: undecided
    nodeSubnetIds: [...subnetIds], // NODE-03
    operatingSystem: eks.OperatingSystem.AL2, // NODE-07
    keyName: "team-key", // NODE-06
    bootstrapExtraArgs: "--kubelet-extra-args '--streaming-connection-idle-timeout=0'", // NODE-10
  });
  new eks.NodeGroupV2("second", {
    cluster,
    instanceProfile: profile,
    ...(first === undefined ? {} : { nodeSubnetIds: [first] }), // NODE-03
    nodeAssociatePublicIpAddress: true, // NODE-02
    nodeRootVolumeEncrypted: false, // NODE-04
    operatingSystem: eks.OperatingSystem.AL2023, // NODE-01: two hops
    keyName: "team-key", // NODE-06
  });
  new eks.VpcCniAddon("cni", { clusterName: cluster.eksCluster.name, enableNetworkPolicy: false }); // EKS-13, IAM-19
  new eks.Addon("coredns", { cluster, addonName: "coredns" }); // EKS-13: no versions
}

function createNodeRole(): aws.iam.Role {
  return new aws.iam.Role("nodes", {
    name: "tutorial-nodes",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
    }),
    managedPolicyArns: [
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws:iam::aws:policy/CloudWatchFullAccessV2", // NODE-05
    ],
  });
}
