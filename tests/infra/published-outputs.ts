import type { PlatformOutputs } from "../../infra/outputs";

/** What the stack of a small platform publishes once it exists. */
export const outputs: PlatformOutputs = {
  contractVersion: 3,
  location: { partition: "aws", region: "eu-west-1", accountId: "111122223333" },
  network: {
    vpcId: "vpc-1",
    cidrs: ["10.0.0.0/16"],
    ipv6: false,
    publicSubnets: [],
    privateSubnets: [{ id: "subnet-1", availabilityZone: "eu-west-1a", cidr: "10.0.0.0/19" }],
    isolatedSubnets: [],
    podSubnets: [],
    egressAddresses: ["198.51.100.7"],
  },
  cluster: {
    name: "eks-platform-dev",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/eks-platform-dev",
    endpoint: "https://example.gr7.eu-west-1.eks.amazonaws.com",
    certificateAuthority: "LS0t",
    endpointAccess: "private",
    ipFamily: "ipv4",
    serviceCidr: "172.20.0.0/16",
    securityGroupId: "sg-1",
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1",
    issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/1",
  },
  kubernetes: { version: "1.36", standardSupportUntil: "2027-08-02", extendedSupportUntil: "2028-08-02" },
  nodes: { roleArn: "arn:aws:iam::111122223333:role/eks-platform-dev-nodes" },
  hybrid: null,
  storage: { defaultStorageClass: "gp3", sharedStorageClass: null, fileSystemId: null },
  monitoring: {
    alarmTopicArn: "arn:aws:sns:eu-west-1:111122223333:eks-platform-dev-alarms",
    prometheusEndpoint: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/",
    dashboardName: "eks-platform-dev-eu-west-1",
  },
  keys: {
    logsArn: "arn:aws:kms:eu-west-1:111122223333:key/1",
    volumesArn: "arn:aws:kms:eu-west-1:111122223333:key/2",
  },
  roles: { path: "/", permissionsBoundaryArn: null },
  ingress: { className: "alb", scheme: "internal", sourceCidrs: ["10.0.0.0/19"] },
  tenants: {
    shop: { namespace: "tenant-shop", scheduling: null },
    orders: { namespace: "tenant-orders", scheduling: null },
  },
  kubeconfig: "{}",
};
