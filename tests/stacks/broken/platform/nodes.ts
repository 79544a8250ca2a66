import * as aws from "@pulumi/aws";
import { createClosedNetwork, type Network } from "./network";

export function createNodes(network: Network, cluster: aws.eks.Cluster): void {
  const role = createNodeRole();
  const template = createTemplate(network);
  new aws.eks.NodeGroup("workers", {
    clusterName: cluster.name,
    nodeRoleArn: role.arn,
    subnetIds: network.publicSubnets.map(({ id }) => id), // NODE-03, NODE-09: two zones
    launchTemplate: { id: template.id, version: "$Latest" }, // NODE-07
    // NODE-08: no repair, and an update may take every node. NODE-13: more vCPUs than a new account may run.
    scalingConfig: { minSize: 2, maxSize: 4, desiredSize: 2 },
    updateConfig: { maxUnavailable: 2 },
  });
  new aws.eks.NodeGroup("legacy", {
    clusterName: cluster.name,
    nodeRoleArn: role.arn,
    subnetIds: network.privateSubnets.slice(1).map(({ id }) => id),
    amiType: "AL2_x86_64", // NODE-07; NODE-01, NODE-04: what the service's own template says
    remoteAccess: { ec2SshKey: "team-key" }, // NODE-06
    taints: [{ key: "legacy", value: "true", effect: "NO_SCHEDULE" }], // NODE-09: one zone for this taint
    scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 }, // NODE-08
    updateConfig: { maxUnavailablePercentage: 100 },
  });
  createSelfManaged(network, role);
  createClosedNodes(role);
}

function createTemplate({ openGroup }: Network): aws.ec2.LaunchTemplate {
  const kubelet = { kind: "KubeletConfiguration", authentication: { anonymous: { enabled: true } } };
  const nodeConfig = {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: { kubelet: { config: kubelet } },
  };
  const userData = [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="BOUNDARY"',
    "",
    "--BOUNDARY",
    "Content-Type: application/node.eks.aws",
    "",
    JSON.stringify(nodeConfig),
    "--BOUNDARY--",
    "",
  ].join("\n");
  // TAG-01: the default tags end here, and what it starts has none.
  return new aws.ec2.LaunchTemplate("workers", {
    name: "workers",
    keyName: "team-key", // NODE-06
    userData: Buffer.from(userData).toString("base64"), // NODE-10: anonymous requests
    metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 3 }, // NODE-01
    networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: [openGroup.id] }], // NODE-02
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { volumeSize: 100, encrypted: "false" } }, // NODE-04
      { deviceName: "/dev/xvdb", ebs: { volumeSize: 100 } }, // NODE-04
    ],
  });
}

function createNodeRole(): aws.iam.Role {
  const role = new aws.iam.Role("nodes", {
    name: "main-nodes",
    // NODE-05: everything in the account may become a node.
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ec2.amazonaws.com", AWS: "arn:aws:iam::111122223333:root" },
        },
      ],
    }),
  });
  for (const policy of ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonS3FullAccess"]) {
    new aws.iam.RolePolicyAttachment(`nodes-${policy}`, {
      role: role.name,
      policyArn: `arn:aws:iam::aws:policy/${policy}`, // NODE-05: S3
    });
  }
  // NODE-05
  new aws.iam.RolePolicy("nodes-queue", {
    role: role.name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs",
        },
      ],
    }),
  });
  return role;
}

/** Nodes by hand, from a tutorial of many years ago. */
function createSelfManaged(network: Network, role: aws.iam.Role): void {
  const profile = new aws.iam.InstanceProfile("self-managed", { role: role.name });
  const configuration = new aws.ec2.LaunchConfiguration("self-managed", {
    // NODE-11; NODE-01: optional tokens; NODE-04: no encryption
    imageId: "ami-0123456789abcdef0",
    instanceType: "m5.large",
    iamInstanceProfile: profile.name,
    keyName: "team-key", // NODE-06
    associatePublicIpAddress: true, // NODE-02
    userData: "#!/bin/bash\n/etc/eks/bootstrap.sh main --kubelet-extra-args '--read-only-port=10255'\n", // NODE-10
  });
  // TAG-01: a group gets no default tags.
  new aws.autoscaling.Group("self-managed", {
    launchConfiguration: configuration.name, // NODE-11
    vpcZoneIdentifiers: network.publicSubnets.map(({ id }) => id), // NODE-03
    minSize: 1,
    maxSize: 3,
    tags: [{ key: "kubernetes.io/cluster/main", value: "owned", propagateAtLaunch: true }],
  });
  // NODE-01, NODE-02, DATA-03: the machine that everybody logs in to.
  new aws.ec2.Instance("bastion", {
    ami: "ami-0123456789abcdef0",
    instanceType: "t3.micro",
    associatePublicIpAddress: true,
    rootBlockDevice: { encrypted: false },
  });
}

/** Nodes of another cluster, where nothing leads out. */
function createClosedNodes(role: aws.iam.Role): void {
  const { subnets } = createClosedNetwork();
  const template = new aws.ec2.LaunchTemplate("closed", {
    name: "closed",
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }],
  });
  new aws.eks.NodeGroup("closed", {
    clusterName: "closed",
    nodeRoleArn: role.arn,
    subnetIds: subnets.map(({ id }) => id),
    launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
    nodeRepairConfig: { enabled: true },
    scalingConfig: { minSize: 3, maxSize: 6, desiredSize: 3 },
    updateConfig: { maxUnavailable: 1 },
  });
}
