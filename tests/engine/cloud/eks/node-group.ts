import { at, given, isMap, list, map, number, text, texts, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import type { CloudType } from "../cloud-type";
import { launchTemplateToken } from "../ec2/launch-template";
import { routesOf, routeTableOf } from "../ec2/route";
import { demandSubnet } from "../ec2/subnet";
import { vpcEndpointToken } from "../ec2/vpc-endpoint";
import { roleOf, trusts } from "../iam/role";
import { demandKey, keyAllows, useOfKey } from "../kms";
import { demand, Refusal } from "../refusal";
import { demandTags } from "../tags";
import { demandActiveCluster } from "./cluster-state";
import { minorOf } from "./cluster-version";
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
    const templateId = demandTemplate(inputs, cloud);
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

/** @returns the id of the template, if there is one */
function demandTemplate(inputs: Properties, cloud: Cloud): string | undefined {
  if (!given(inputs, "launchTemplate")) return undefined;
  const id = text(inputs, "launchTemplate.id");
  const template = cloud.get(launchTemplateToken, id);
  demand(template !== undefined, "G9", `Ec2LaunchTemplateNotFound: launch template ${id} does not exist`);
  for (const key of ["diskSize", "remoteAccess"])
    demand(!given(inputs, key), "G4", `InvalidParameterException: ${key} cannot be specified with a launch template.`);
  demand(
    !given(inputs, "instanceTypes") || !given(template.inputs, "instanceType"),
    "G4",
    "InvalidParameterException: instance types stand in the launch template already",
  );
  for (const key of ["iamInstanceProfile", "hibernationOptions", "instanceInitiatedShutdownBehavior"]) {
    demand(!given(template.inputs, key), "G3", `InvalidParameterException: ${key} is not supported in launch template`);
  }
  const market = text(template.inputs, "instanceMarketOptions.marketType");
  demand(
    market === "" || (market === "capacity-block" && text(inputs, "capacityType") === "CAPACITY_BLOCK"),
    "G3",
    "InvalidParameterException: instanceMarketOptions is not supported in launch template",
  );
  demand(
    text(inputs, "capacityType") !== "CAPACITY_BLOCK" || market === "capacity-block",
    "G19",
    "InvalidParameterException: a capacity block needs its market type and reservation in the launch template",
  );
  const version = text(inputs, "launchTemplate.version") || String(at(inputs, "launchTemplate.version") ?? "");
  demand(
    /^\d+$/.test(version),
    "G8",
    `the template's version "${version}" is read back as a number: every up would roll the nodes`,
  );
  const custom = given(template.inputs, "imageId");
  demand(
    !custom || !["amiType", "version", "releaseVersion"].some((key) => given(inputs, key)),
    "G5",
    "InvalidParameterException: with an image id in the template there is no amiType, version or releaseVersion",
  );
  demand(
    !custom || !given(inputs, "warmPoolConfig"),
    "G22",
    "InvalidParameterException: no warm pool with a custom AMI",
  );
  const userData = Buffer.from(text(template.inputs, "userData"), "base64").toString();
  const isLinux = text(inputs, "amiType").startsWith("AL2023");
  demand(
    custom || userData === "" || !isLinux || userData.includes("multipart/"),
    "G6",
    "Ec2LaunchTemplateInvalidConfiguration: User data was not in the MIME multipart format.",
  );
  for (const device of list(template.inputs, "blockDeviceMappings"))
    demandVolumeKey(text(device, "ebs.kmsKeyId"), cloud);
  return id;
}

function demandVolumeKey(reference: string, cloud: Cloud): void {
  if (reference === "") return;
  const key = demandKey(reference, cloud, "K6");
  const principal = cloud.iamArn("role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
  const context = { "kms:grantisforawsresource": "true" };
  const allowed = [...useOfKey, "kms:CreateGrant"].every((action) =>
    keyAllows(key, { principal, action, context }, cloud),
  );
  demand(allowed, "K6", "CREATE_FAILED: AsgInstanceLaunchFailures: Client.InternalError: Client error on launch");
}

/** @throws Refusal G14 when nodes would run but never join */
function demandJoining(inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  const failure = "NodeCreationFailure: Instances failed to join the kubernetes cluster";
  const cni = cloud.named("aws:eks/addon:Addon", `${cluster.id}:vpc-cni`);
  demand(cni?.status === "active", "G14", `${failure} (no vpc-cni)`);
  const services = ["ec2", "ecr.api", "ecr.dkr", "sts", "eks"].map(
    (service) => `com.amazonaws.${cloud.account.region}.${service}`,
  );
  for (const id of texts(inputs, "subnetIds")) {
    const home = demandSubnet(id, cloud);
    const wayOut = routesOf(home, cloud).some(
      (route) => isMap(route.inputs) && (given(route.inputs, "natGatewayId") || given(route.inputs, "gatewayId")),
    );
    const endpoints = cloud
      .all(vpcEndpointToken)
      .filter(({ status, inputs: its }) => status === "active" && text(its, "vpcId") === text(home.inputs, "vpcId"));
    const has = (service: string) => endpoints.some((endpoint) => text(endpoint.inputs, "serviceName") === service);
    const s3 = endpoints.some(
      (endpoint) =>
        text(endpoint.inputs, "serviceName").endsWith(".s3") &&
        texts(endpoint.inputs, "routeTableIds").includes(routeTableOf(home, cloud)),
    );
    demand(
      wayOut || (services.every(has) && s3),
      "V12",
      `${failure} (subnet ${id} has neither a NAT gateway nor the endpoints)`,
    );
  }
}
