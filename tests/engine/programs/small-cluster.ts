import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** A network of two public subnets, and a cluster in it that its deployer administers. */
export interface SmallCluster {
  readonly cluster: aws.eks.Cluster;
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: readonly aws.ec2.Subnet[];
  /** What nodes need before they start. */
  readonly cni: aws.eks.Addon;
  /** For objects of Kubernetes; it waits for the deployer's rights. */
  readonly kubernetes: k8s.Provider;
}

export function createSmallCluster(): SmallCluster {
  const { deployerRoleArn } = new pulumi.Config().requireObject<{ deployerRoleArn: string }>("access");
  const vpc = new aws.ec2.Vpc("network", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
    enableDnsSupport: true,
  });
  const gateway = new aws.ec2.InternetGateway("network", { vpcId: vpc.id });
  const table = new aws.ec2.RouteTable("network", { vpcId: vpc.id });
  const route = new aws.ec2.Route("network", {
    ...{ routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
  });
  const subnets = ["a", "b"].map(
    (zone, index) =>
      new aws.ec2.Subnet(zone, {
        vpcId: vpc.id,
        availabilityZone: `eu-west-1${zone}`,
        cidrBlock: `10.0.${index}.0/24`,
        tags: { "kubernetes.io/role/elb": "1" },
      }),
  );
  const ways = subnets.map(
    ({ id }, index) => new aws.ec2.RouteTableAssociation(`network-${index}`, { subnetId: id, routeTableId: table.id }),
  );
  const role = createRole("cluster", "eks.amazonaws.com", ["AmazonEKSClusterPolicy"]);
  const cluster = new aws.eks.Cluster(
    "cluster",
    {
      name: "small",
      roleArn: role.role.arn,
      version: "1.35",
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      vpcConfig: { subnetIds: subnets.map(({ id }) => id), endpointPublicAccess: true },
    },
    { dependsOn: [...role.attachments, ...ways, route] },
  );
  const entry = new aws.eks.AccessEntry("deployer", { clusterName: cluster.name, principalArn: deployerRoleArn });
  const policy = new aws.eks.AccessPolicyAssociation("deployer", {
    clusterName: cluster.name,
    principalArn: entry.principalArn,
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
    accessScope: { type: "cluster" },
  });
  const cni = new aws.eks.Addon("cni", { clusterName: cluster.name, addonName: "vpc-cni" });
  const kubernetes = new k8s.Provider(
    "kubernetes",
    { kubeconfig: pulumi.secret(kubeconfigOf(cluster)) },
    { dependsOn: policy },
  );
  return { cluster, vpc, subnets, cni, kubernetes };
}

/** A role that a service takes, with policies of AWS. */
export function createRole(
  name: string,
  service: string,
  managedPolicies: readonly string[],
): { readonly role: aws.iam.Role; readonly attachments: readonly aws.iam.RolePolicyAttachment[] } {
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
  const role = new aws.iam.Role(name, { name: `small-${name}`, assumeRolePolicy });
  const attachments = managedPolicies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(`${name}-${policy.toLowerCase()}`, {
        role: role.name,
        policyArn: `arn:aws:iam::aws:policy/${policy}`,
      }),
  );
  return { role, attachments };
}

function kubeconfigOf(cluster: aws.eks.Cluster): pulumi.Output<string> {
  const args = ["eks", "get-token", "--cluster-name", "small"];
  return cluster.endpoint.apply((server) =>
    JSON.stringify({
      clusters: [{ name: "small", cluster: { server } }],
      users: [{ name: "small", user: { exec: { command: "aws", args } } }],
    }),
  );
}
