import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { NodeRole } from "../../../components/nodes/node-role";
import { NodePoolAdmission } from "../../../components/tenancy/node-pool-admission";
import type { TenantArgs, TenantSettings } from "../../../components/tenancy/tenant-args";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

/** What a tenant called `shop` is built on. Call it inside `registrations`. */
export function tenantArgs(settings: Partial<TenantSettings> = {}, ipFamily: "ipv4" | "ipv6" = "ipv4"): TenantArgs {
  const resource = new aws.eks.Cluster("cluster", {
    name: "acme-dev",
    roleArn: "arn:aws:iam::111122223333:role/acme-dev-cluster",
    vpcConfig: { subnetIds: ["subnet-0", "subnet-1"] },
  });
  const kubernetes = new k8s.Provider("acme-dev", { kubeconfig: "{}" });
  const { ready: admission } = new NodePoolAdmission("admission", {
    cluster: { version: "1.36", resource, kubernetes },
  });
  return {
    name: "shop",
    prefix: "acme-dev",
    cluster: {
      ...{ name: "acme-dev", location, version: "1.36", resource, kubernetes, ipFamily, beforeNodes: [] },
      ...{ endpoint: "https://api.example", certificateAuthority: "Y2E=", serviceRange: "172.20.0.0/16" },
      ...{ securityGroupId: "sg-cluster", vpcId: "vpc-0" },
    },
    admission,
    nodesPlace: {
      role: new NodeRole("nodes", { name: "acme-dev-nodes", location }),
      subnets: [{ id: "subnet-0", availabilityZone: "eu-west-1a", cidr: "10.0.0.0/19" }],
      networkReady: [],
      volumeKey: new CustomerKey("volumes", {
        name: "acme-dev-volumes",
        description: "Volumes",
        location,
        statements: [],
      }),
    },
    securityGroupNetwork: { vpcId: "vpc-0", clusterSecurityGroupId: "sg-cluster" },
    tags: { owner: "platform-team", "cost-center": "cc-1000", environment: "dev" },
    ...settings,
  };
}
