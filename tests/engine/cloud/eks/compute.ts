import { flag, list, map, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { clusterToken, ofCluster } from "./cluster-state";

/** Whether a cluster has nodes that pods can run on, or starts them when there are pods. */
export function nodesRun(clusterName: string, cloud: Cloud): boolean {
  return standingNodesRun(clusterName, cloud) || poolNodesRun(clusterName, cloud);
}

/** Nodes that Karpenter has started for a pool, as long as there is a pool to start more of them. */
function poolNodesRun(clusterName: string, cloud: Cloud): boolean {
  return cloud.all("aws:ec2/instance:Instance").some(({ inputs, status }) => {
    const tags = map(inputs, "tags");
    return (
      status === "active" && "karpenter.sh/nodepool" in tags && tags[`kubernetes.io/cluster/${clusterName}`] === "owned"
    );
  });
}

/** Whether a cluster has nodes that are there before its pods. */
function standingNodesRun(clusterName: string, cloud: Cloud): boolean {
  const managed = ofCluster("aws:eks/nodeGroup:NodeGroup", clusterName, cloud).some(
    ({ status }) => status === "active" || status === "updating",
  );
  const cluster = cloud.named(clusterToken, clusterName);
  const automatic =
    flag(cluster?.inputs, "computeConfig.enabled") && texts(cluster?.inputs, "computeConfig.nodePools").length > 0;
  return managed || automatic || selfManaged(clusterName, cloud);
}

/** Nodes of an Auto Scaling group join the cluster whose name its tags carry, once their role has an entry there. */
function selfManaged(clusterName: string, cloud: Cloud): boolean {
  return cloud
    .all("aws:autoscaling/group:Group")
    .some(
      ({ inputs, outputs, status }) =>
        status === "active" &&
        list(inputs, "tags").some((tag) => text(tag, "key") === `kubernetes.io/cluster/${clusterName}`) &&
        mayJoin(text(outputs, "instanceProfileName"), clusterName, cloud),
    );
}

function mayJoin(profileName: string, clusterName: string, cloud: Cloud): boolean {
  const profile = cloud.named("aws:iam/instanceProfile:InstanceProfile", profileName.toLowerCase());
  const arn = text(cloud.get("aws:iam/role:Role", text(profile?.inputs, "role"))?.outputs, "arn");
  const entry = cloud.named("aws:eks/accessEntry:AccessEntry", `${clusterName} ${arn}`);
  return /^EC2_(LINUX|WINDOWS)$/.test(text(entry?.inputs, "type"));
}

/** Pods of a namespace, and where they would run. */
export interface Placement {
  readonly cluster: CloudObject;
  readonly namespace: string;
  /** Labels of the pods, as far as they are known. */
  readonly labels?: Properties;
  readonly cloud: Cloud;
}

/** Whether pods of a namespace find a node, or a Fargate profile that takes them. */
export function podsCanRun({ cluster, namespace, labels = {}, cloud }: Placement): boolean {
  // Karpenter keeps off the nodes that it makes itself.
  const itself = labels["app.kubernetes.io/name"] === "karpenter";
  if (itself ? standingNodesRun(cluster.id, cloud) : nodesRun(cluster.id, cloud)) return true;
  return ofCluster("aws:eks/fargateProfile:FargateProfile", cluster.id, cloud).some(
    ({ inputs, status }) =>
      status === "active" &&
      list(inputs, "selectors").some(
        (selector) =>
          matches(text(selector, "namespace"), namespace) &&
          Object.entries(map(selector, "labels")).every(([key, value]) => matches(String(value), labels[key])),
      ),
  );
}

/** A selector of a Fargate profile may hold the wildcards * and ?. */
function matches(pattern: string, value: unknown): boolean {
  if (typeof value !== "string") return false;
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(value);
}
