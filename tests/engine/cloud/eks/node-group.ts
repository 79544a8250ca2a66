import { given, list, map, number, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { roleOf, trusts } from "../iam/role";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster } from "./cluster-state";
import { minorOf } from "./cluster-version";
import { demandJoining } from "./node-joining";
import { demandTemplate } from "./node-template";
import { leaveInterfaces } from "./pod-interfaces";
import { times } from "../times";

const nodeGroupToken = "aws:eks/nodeGroup:NodeGroup";

export const nodeGroup: CloudType = {
  token: nodeGroupToken,
  replaces: [
    ...["clusterName", "nodeGroupName", "nodeGroupNamePrefix", "nodeRoleArn", "subnetIds", "instanceTypes", "amiType"],
    ...["capacityType", "diskSize", "remoteAccess", "launchTemplate.id", "launchTemplate.name"],
  ],
  minutes: times.nodeGroup,
  computed: { launchTemplate: ["id", "name"] },
  check(inputs) {
    const name = text(inputs, "nodeGroupName");
    demand(
      name === "" || /^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(name),
      "N2",
      `invalid value for node_group_name: "${name}" must be 1-63 of [A-Za-z0-9_-]`,
    );
    for (const taint of list(inputs, "taints")) {
      const effect = text(taint, "effect");
      demand(
        ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"].includes(effect),
        "N25",
        `expected taint.effect to be one of NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE, got ${effect}`,
      );
    }
    const counts = ["maxUnavailable", "maxUnavailablePercentage"].filter((key) => given(inputs, `updateConfig.${key}`));
    demand(
      counts.length <= 1,
      "G16",
      "update_config: only one of max_unavailable, max_unavailable_percentage can be specified",
    );
    for (const limit of ["maxParallelNodesRepaired", "maxUnhealthyNodeThreshold"])
      demand(
        !given(inputs, `nodeRepairConfig.${limit}Count`) || !given(inputs, `nodeRepairConfig.${limit}Percentage`),
        "G21",
        `InvalidParameterException: ${limit} is a count or a percentage, not both`,
      );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const [clusterName, name] = [text(inputs, "clusterName"), text(inputs, "nodeGroupName")];
    const cluster = demandActiveCluster(clusterName, cloud, "G12");
    const id = `${clusterName}:${name}`;
    demand(
      !cloud.named(nodeGroupToken, id),
      "G1",
      `ResourceInUseException: NodeGroup already exists with name ${name} and cluster name ${clusterName}`,
    );
    const version = text(inputs, "version") || text(cluster.outputs, "version");
    demand(
      version === text(cluster.outputs, "version"),
      "G12",
      `InvalidParameterException: Nodegroup version ${version} is not the cluster's ${text(cluster.outputs, "version")}`,
    );
    demandScaling(inputs);
    demandLabels(inputs);
    demandRole(inputs, cluster, cloud);
    const templateId = demandTemplate(inputs, cluster, cloud);
    demandJoining(inputs, cluster, cloud);
    return {
      id,
      computed: {
        arn: cloud.arn("eks", `nodegroup/${clusterName}/${name}/${cloud.newDigits(32)}`),
        resources: [
          { autoscalingGroups: [{ name: `eks-${name}-${cloud.newDigits(32)}` }], remoteAccessSecurityGroupId: "" },
        ],
        status: "ACTIVE",
        version,
        ...(templateId && { launchTemplate: { ...map(inputs, "launchTemplate"), id: templateId } }),
      },
    };
  },
  update({ inputs, cloud }, object) {
    const cluster = demandActiveCluster(text(inputs, "clusterName"), cloud, "G12");
    if (object.status === "updating")
      throw new Refusal("E4", `ResourceInUseException: Nodegroup ${object.id} has an update in progress`);
    demandScaling(inputs);
    demandLabels(inputs);
    const wanted = text(inputs, "version") || text(object.outputs, "version");
    demand(
      minorOf(wanted) <= minorOf(text(cluster.outputs, "version")),
      "G24",
      `InvalidParameterException: Nodegroup version ${wanted} is ahead of the cluster's`,
    );
    return { version: wanted };
  },
  remove: leaveInterfaces,
};

function demandScaling(inputs: Properties): void {
  const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map(
    (key) => number(inputs, `scalingConfig.${key}`) ?? NaN,
  );
  if (min === undefined || desired === undefined || max === undefined) return;
  demand(
    max >= 1 && desired <= max,
    "G11",
    `InvalidParameterException: desired capacity ${desired} can't be greater than max size ${max}`,
  );
  demand(
    min <= desired,
    "G11",
    `InvalidParameterException: Minimum capacity ${min} can't be greater than desired size ${desired}`,
  );
}

function demandLabels(inputs: Properties): void {
  for (const [key, value] of Object.entries(map(inputs, "labels"))) {
    const valid =
      key.length >= 1 && key.length <= 63 && typeof value === "string" && value.length >= 1 && value.length <= 63;
    demand(valid, "N25", `KubernetesLabelInvalid: label "${key}" must have a value of 1-63 characters`);
    demand(
      !/^(eks\.amazonaws\.com|([a-z.]+\.)?kubernetes\.io|([a-z.]+\.)?k8s\.io)\//.test(key),
      "N25",
      `KubernetesLabelInvalid: the prefix of label "${key}" is reserved`,
    );
  }
}

function demandRole(inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const arn = text(inputs, "nodeRoleArn");
  const found = roleOf(arn, cloud);
  demand(found !== undefined, "G14", `IamNodeRoleNotFound: ${arn}`);
  demand(
    arn !== text(cluster.inputs, "roleArn"),
    "G12",
    "InvalidParameterException: The node role must not be the cluster's",
  );
  demand(
    trusts(found, "ec2.amazonaws.com", ["sts:AssumeRole"], {}),
    "G12",
    "InvalidParameterException: Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole",
  );
  const declared = cloud.named("aws:eks/accessEntry:AccessEntry", `${cluster.id} ${arn}`);
  demand(!declared, "G13", "ResourceInUseException: EKS makes the access entry of a managed node group's role itself");
}
