import { at, given, list, text, texts, type Json, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { launchTemplateToken } from "../ec2/launch-template";
import { demandKey, keyAllows, useOfKey } from "../kms";
import { demand } from "../refusal";

/**
 * @returns the id of the template, if there is one
 * @throws Refusal when EKS would not take the template, or its instances would not start or join
 */
export function demandTemplate(inputs: Properties, cluster: CloudObject, cloud: Cloud): string | undefined {
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
  const devices = list(template.inputs, "blockDeviceMappings");
  for (const device of devices) demandVolumeKey(text(device, "ebs.kmsKeyId"), cloud);
  demand(
    devices.length === 0 || /^WINDOWS/.test(text(inputs, "amiType")) || devices.some(isRoot),
    "S15",
    "no block device is /dev/xvda: the root volume would stay as the image has it, and another disk lie beside it",
  );
  demandGroups(template.inputs, cluster, cloud);
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

function isRoot(device: Json): boolean {
  return text(device, "deviceName") === "/dev/xvda";
}

/** @throws Refusal G7 when groups stand in two places, or none of them lets the nodes reach the control plane */
function demandGroups(template: Properties, cluster: CloudObject, cloud: Cloud): void {
  const own = texts(template, "vpcSecurityGroupIds");
  const ofInterfaces = list(template, "networkInterfaces").flatMap((one) => texts(one, "securityGroups"));
  const groups = [...own, ...ofInterfaces];
  demand(
    own.length === 0 || ofInterfaces.length === 0,
    "G7",
    "InvalidParameterException: security groups stand in the launch template or its network interfaces, not in both",
  );
  if (groups.length === 0) return;
  const shared = text(cluster.outputs, "vpcConfig.clusterSecurityGroupId");
  const admitted = cloud
    .all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .some(
      ({ inputs }) =>
        text(inputs, "securityGroupId") === shared && groups.includes(text(inputs, "referencedSecurityGroupId")),
    );
  demand(
    groups.includes(shared) || admitted,
    "G7",
    `NodeCreationFailure: Instances failed to join the kubernetes cluster (none of ${groups.join(", ")} reaches ${shared})`,
  );
}
