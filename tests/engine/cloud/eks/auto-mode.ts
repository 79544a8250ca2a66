import { at, flag, given, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { attachedPolicies, roleOf, trusts } from "../iam/role";
import { stopNodesOfAutoMode } from "../kubernetes/controllers/instances";
import { demand } from "../refusal";
import { entryToken } from "./access";

const clusterPolicies = ["Compute", "BlockStorage", "LoadBalancing", "Networking"].map(
  (part) => `AmazonEKS${part}Policy`,
);
const nodePolicies = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEKSWorkerNodePolicy"];

/** @throws Refusal E7 or E24 unless the cluster's role and the pools are as Auto Mode needs them */
export function demandAutoMode(inputs: Properties, role: CloudObject, cloud: Cloud): void {
  if (!flag(inputs, "computeConfig.enabled")) return;
  const context = {
    "aws:sourceaccount": cloud.account.accountId,
    "aws:sourcearn": cloud.arn("eks", `cluster/${text(inputs, "name")}`),
  };
  const complete =
    trusts(role, "eks.amazonaws.com", ["sts:TagSession"], context) &&
    clusterPolicies.every((policy) => attachedPolicies(role, cloud).includes(policy));
  demand(
    complete,
    "E7",
    `InvalidParameterException: The role ${role.id} lacks sts:TagSession or a policy of Auto Mode (${clusterPolicies.join(", ")})`,
  );
  const pools = texts(inputs, "computeConfig.nodePools");
  for (const pool of pools)
    demand(["general-purpose", "system"].includes(pool), "E24", `InvalidParameterException: unknown node pool ${pool}`);
  demand(
    pools.length > 0 === given(inputs, "computeConfig.nodeRoleArn"),
    "E24",
    "InvalidParameterException: When Compute Config nodeRoleArn is given, nodePool value(s) must be too, and the other way round",
  );
  if (pools.length > 0) demandNodeRole(text(inputs, "computeConfig.nodeRoleArn"), cloud);
}

/**
 * Takes away what Auto Mode has made where an update switches it off.
 * @throws Refusal E24 where the update leaves it on by leaving it out, or EKS has lost the rights to end what it runs
 */
export function leaveAutoMode(inputs: Properties, object: CloudObject, cloud: Cloud): void {
  if (!flag(object.inputs, "computeConfig.enabled") || flag(inputs, "computeConfig.enabled")) return;
  // The provider keeps what it has read of blocks that are left out, and calls nothing.
  demand(
    at(inputs, "computeConfig.enabled") === false &&
      at(inputs, "storageConfig.blockStorage.enabled") === false &&
      at(inputs, "kubernetesNetworkConfig.elasticLoadBalancing.enabled") === false,
    "E24",
    `Auto Mode of ${object.id} stays on: to switch it off, compute, block storage and load balancing are stated as false`,
  );
  const role = roleOf(text(object.inputs, "roleArn"), cloud);
  demand(
    role !== undefined && clusterPolicies.every((policy) => attachedPolicies(role, cloud).includes(policy)),
    "E24",
    `EKS has lost the rights to end the nodes and load balancers of ${object.id}`,
  );
  stopNodesOfAutoMode(object, cloud);
}

/** @throws Refusal G14 when nodes of the role would start and never get ready */
export function demandNodeRole(arn: string, cloud: Cloud): void {
  const role = roleOf(arn, cloud);
  demand(role !== undefined, "G14", `IamNodeRoleNotFound: ${arn}`);
  const attached = attachedPolicies(role, cloud);
  demand(
    trusts(role, "ec2.amazonaws.com", ["sts:AssumeRole"], {}) &&
      nodePolicies.some((policy) => attached.includes(policy)) &&
      attached.some((policy) => policy.startsWith("AmazonEC2ContainerRegistry")),
    "G14",
    `the role ${role.id} is not EC2's to assume, or lacks a policy of nodes: its nodes never get ready`,
  );
}

/** EKS lets the nodes of its own pools in itself. */
export function admitBuiltInNodes(inputs: Properties, cloud: Cloud): void {
  if (texts(inputs, "computeConfig.nodePools").length === 0) return;
  const [clusterName, principalArn] = [text(inputs, "name"), text(inputs, "computeConfig.nodeRoleArn")];
  const entry = { clusterName, principalArn, type: "EC2" };
  cloud.put({
    ...{ type: entryToken, id: `${clusterName}:${principalArn}`, identity: `${clusterName} ${principalArn}` },
    ...{ origin: "service", status: "active", inputs: entry, outputs: entry },
  });
}
