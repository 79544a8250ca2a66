import { list, text, type Properties } from "../../properties";
import type { Cloud, CloudObject } from "../cloud";
import { entryToken } from "../eks/access";
import { demandNodeRole } from "../eks/auto-mode";
import { instanceProfileToken } from "../iam/instance-profile";
import { demandKey, keyAllows } from "../kms";
import { demand } from "../refusal";
import { subnetsOf } from "./controllers/instances";

/**
 * A node class is accepted in any case; a test has to say whether its nodes would ever join.
 * @throws Refusal S1, S11, K8, K10 or G14
 */
export function demandNodeClass(kind: string, inputs: Properties, cluster: CloudObject, cloud: Cloud): void {
  if (kind !== "EC2NodeClass" && kind !== "NodeClass") return;
  demandSubnets(inputs, cloud);
  const roleArn = nodeRoleOf(inputs, cloud);
  demandNodeRole(roleArn, cloud);
  const entry = cloud.named(entryToken, `${cluster.id} ${roleArn}`);
  const wanted = kind === "NodeClass" ? "EC2" : "EC2_LINUX";
  demand(
    entry !== undefined && text(entry.inputs, "type") === wanted,
    "S1",
    `Unauthorized: nodes of ${roleArn} run and never register without an access entry of type ${wanted}`,
  );
  if (kind === "NodeClass") demandAutoModePolicy(roleArn, cluster, cloud);
  const keys =
    kind === "NodeClass"
      ? [text(inputs, "spec.ephemeralStorage.kmsKeyID")]
      : list(inputs, "spec.blockDeviceMappings").map((device) => text(device, "ebs.kmsKeyID"));
  for (const reference of keys) if (reference !== "") demandLaunch(kind, reference, cluster, cloud);
}

function demandSubnets(inputs: Properties, cloud: Cloud): void {
  demand(subnetsOf(inputs, cloud).length > 0, "S11", "SubnetsNotFound: the terms of the node class select no subnet");
}

/** By name in Auto Mode, and by an instance profile of Karpenter's classes. */
function nodeRoleOf(inputs: Properties, cloud: Cloud): string {
  const profileName = text(inputs, "spec.instanceProfile");
  const profile = cloud.all(instanceProfileToken).find(({ id }) => id === profileName);
  demand(profileName === "" || profile !== undefined, "S10", `the instance profile ${profileName} does not exist`);
  const name = profile ? text(profile.inputs, "role") : text(inputs, "spec.role");
  const role = cloud.all("aws:iam/role:Role").find(({ id }) => id === name);
  return role ? text(role.outputs, "arn") : cloud.iamArn(`role/${name}`);
}

function demandAutoModePolicy(roleArn: string, cluster: CloudObject, cloud: Cloud): void {
  const policies = cloud
    .all("aws:eks/accessPolicyAssociation:AccessPolicyAssociation")
    .filter(({ inputs }) => text(inputs, "clusterName") === cluster.id && text(inputs, "principalArn") === roleArn);
  demand(
    policies.some(({ inputs }) => text(inputs, "policyArn").endsWith("/AmazonEKSAutoNodePolicy")),
    "S1",
    `nodes of ${roleArn} never get ready without the access policy AmazonEKSAutoNodePolicy`,
  );
}

/** @throws Refusal K8 or K10 unless whoever launches the nodes may use the key and hand it on to EC2 */
function demandLaunch(kind: string, reference: string, cluster: CloudObject, cloud: Cloud): void {
  const id = kind === "NodeClass" ? "K10" : "K8";
  const key = demandKey(reference, cloud, id);
  const principal = kind === "NodeClass" ? text(cluster.inputs, "roleArn") : controllerRole(cluster, cloud);
  const context = { "kms:grantisforawsresource": "true" };
  const allowed = ["Decrypt", "DescribeKey", "GenerateDataKeyWithoutPlaintext", "CreateGrant"].every((action) =>
    keyAllows(key, { principal, action: `kms:${action}`, context }, cloud),
  );
  demand(
    allowed,
    id,
    `Client.InternalError: Client error on launch: ${principal} may not use ${text(key.outputs, "arn")}`,
  );
}

/** The role of Karpenter's own pods. */
function controllerRole(cluster: CloudObject, cloud: Cloud): string {
  const association = cloud
    .all("aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .find(({ inputs }) => text(inputs, "clusterName") === cluster.id && text(inputs, "serviceAccount") === "karpenter");
  return association ? text(association.inputs, "roleArn") : cloud.iamArn(`role/${cluster.id}-karpenter`);
}
