import * as aws from "@pulumi/aws";
import type { AddonCluster } from "../../../components/cluster/managed-addon";

export const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

/** A cluster as far as add-ons know it. Only inside of `registrations`. */
export function addonCluster(version: AddonCluster["version"] = "1.36"): AddonCluster {
  const resource = new aws.eks.Cluster("blue", {
    roleArn: "arn:aws:iam::111122223333:role/blue-cluster",
    vpcConfig: { subnetIds: [] },
  });
  return {
    name: "blue",
    arn: "arn:aws:eks:eu-west-1:111122223333:cluster/blue",
    oidcProviderArn: resource.arn,
    issuer: resource.endpoint,
    location,
    version,
    resource,
  };
}
