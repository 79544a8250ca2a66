import { text, texts } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { interfaceToken } from "../ec2/network-interfaces";
import { attachedPolicies, roleOf } from "../iam/role";

/** Nodes that go after the network add-on leave the interfaces of their pods behind: it was to delete them. */
export function leaveInterfaces(nodeGroup: CloudObject, cloud: Cloud): void {
  const clusterName = text(nodeGroup.inputs, "clusterName");
  if (cloud.named("aws:eks/addon:Addon", `${clusterName}:vpc-cni`)) return;
  for (const subnetId of texts(nodeGroup.inputs, "subnetIds")) {
    const id = cloud.newId("eni");
    const inputs = { clusterName, subnetId, tags: { "eks:eni:owner": "amazon-vpc-cni" } };
    const made = { origin: "service", status: "active", inputs, outputs: { subnetId } } as const;
    cloud.put({ type: interfaceToken, id, identity: id, ...made });
  }
}

/** EKS deletes what was left behind with the cluster, as long as the role of the cluster may. */
export function collectInterfaces(cluster: CloudObject, cloud: Cloud): void {
  const role = roleOf(text(cluster.inputs, "roleArn"), cloud);
  if (!role || !attachedPolicies(role, cloud).includes("AmazonEKSClusterPolicy")) return;
  for (const object of cloud.all(interfaceToken))
    if (text(object.inputs, "clusterName") === cluster.id) cloud.remove(object);
}
