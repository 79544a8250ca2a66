import * as aws from "@pulumi/aws";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { logsEncrypt } from "../../../components/encryption/key-policy";
import { monitoringLogGroups } from "../../../components/monitoring/log-groups";
import type { ScrapedCluster } from "../../../components/monitoring/prometheus/prometheus";

export const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

export const zonedSubnets = ["eu-west-1a", "eu-west-1b", "eu-west-1c"].map((availabilityZone, index) => ({
  id: `subnet-${String(index)}`,
  availabilityZone,
}));

/** A cluster that exists only as far as monitoring looks at it. Call it inside `registrations`. */
export function scrapedCluster(): ScrapedCluster {
  const resource = new aws.eks.Cluster("cluster", {
    name: "shop",
    roleArn: "arn:aws:iam::111122223333:role/shop-cluster",
    vpcConfig: { subnetIds: zonedSubnets.map(({ id }) => id) },
  });
  return {
    name: "shop",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/shop",
    location,
    version: "1.36",
    resource,
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/example",
    issuer: "https://example",
    securityGroupId: "sg-cluster",
  };
}

/** Node groups that exist only as something to wait for. */
export function nodeGroup(cluster: ScrapedCluster): aws.eks.NodeGroup {
  return new aws.eks.NodeGroup(
    "nodes",
    {
      clusterName: cluster.name,
      nodeRoleArn: "arn:aws:iam::111122223333:role/nodes",
      subnetIds: ["subnet-0"],
      scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 },
    },
    { dependsOn: [cluster.resource] },
  );
}

export function logsKey(): CustomerKey {
  return new CustomerKey("logs", {
    name: "shop-prod-logs",
    description: "Logs",
    location,
    statements: [logsEncrypt(location, monitoringLogGroups("shop-prod", "shop"))],
  });
}
