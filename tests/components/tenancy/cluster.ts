import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import type { SampleWorkloadArgs } from "../../../components/tenancy/sample/sample-workload";

/** A cluster that exists only as far as objects in it look at it. Call it inside `registrations`. */
export function workloadCluster(ipFamily: "ipv4" | "ipv6" = "ipv4"): SampleWorkloadArgs["cluster"] {
  const resource = new aws.eks.Cluster("cluster", {
    name: "shop",
    roleArn: "arn:aws:iam::111122223333:role/shop-cluster",
    vpcConfig: { subnetIds: ["subnet-0", "subnet-1"] },
  });
  return { version: "1.36", resource, ipFamily, kubernetes: new k8s.Provider("shop", { kubeconfig: "{}" }) };
}
