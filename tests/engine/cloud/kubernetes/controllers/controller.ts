import { list, map, text } from "../../../properties";
import { isActive, type Cloud, type CloudObject } from "../../cloud";
import { podsCanRun } from "../../eks/compute";
import { ofCluster } from "../../eks/cluster-state";
import { attachedPolicies, roleOf } from "../../iam/role";
import { chartNameOf, releaseToken } from "../helm/releases";

/**
 * Whether a chart's controller works: its pods were ready, they still have a node, and its identity still has its rights.
 * One that does not makes nothing, and removes nothing either.
 */
export function controllerRuns(chart: string, cluster: CloudObject, cloud: Cloud): boolean {
  const release = cloud
    .all(releaseToken)
    .find((one) => chartNameOf(one) === chart && one.identity.startsWith(`${cluster.id} `) && isActive(one, cloud));
  if (!release) return false;
  const namespace = text(release.inputs, "namespace") || "default";
  const labels = { "app.kubernetes.io/name": chart };
  return (
    podsCanRun({ cluster, namespace, labels, cloud }) &&
    hasRights(serviceAccountRole(release, chart, namespace, cloud), cloud)
  );
}

/** Whether an add-on's controller works. */
export function addonRuns(addonName: string, cluster: CloudObject, cloud: Cloud): boolean {
  const addon = cloud.named("aws:eks/addon:Addon", `${cluster.id}:${addonName}`);
  if (addon?.status !== "active" && addon?.status !== "updating") return false;
  const [role = ""] = addonRoles(addonName, cluster, cloud);
  const separate = associations(cluster.id, cloud).some(({ inputs }) => hasRights(text(inputs, "roleArn"), cloud));
  return podsCanRun({ cluster, namespace: "kube-system", cloud }) && (role === "" ? separate : hasRights(role, cloud));
}

/** The roles that an add-on's pods get by its own settings. */
export function addonRoles(addonName: string, cluster: CloudObject, cloud: Cloud): readonly string[] {
  const addon = cloud.named("aws:eks/addon:Addon", `${cluster.id}:${addonName}`);
  const associations = list(addon?.inputs, "podIdentityAssociations").map((one) => text(one, "roleArn"));
  return [...associations, text(addon?.inputs, "serviceAccountRoleArn")].filter((arn) => arn !== "");
}

/** The role that a release's pods get: by Pod Identity, or by the annotation of their service account. */
function serviceAccountRole(release: CloudObject, chart: string, namespace: string, cloud: Cloud): string {
  const account = map(release.inputs, "values.serviceAccount");
  const name = text(account, "name") || chart;
  const [clusterName = ""] = release.identity.split(" ");
  const association = associations(clusterName, cloud).find(
    ({ inputs }) => text(inputs, "namespace") === namespace && text(inputs, "serviceAccount") === name,
  );
  const annotation = map(account, "annotations")["eks.amazonaws.com/role-arn"];
  return association ? text(association.inputs, "roleArn") : typeof annotation === "string" ? annotation : "";
}

function associations(clusterName: string, cloud: Cloud): readonly CloudObject[] {
  return ofCluster("aws:eks/podIdentityAssociation:PodIdentityAssociation", clusterName, cloud);
}

/** Whether a role is there and may do anything at all. */
function hasRights(arn: string, cloud: Cloud): boolean {
  const role = roleOf(arn, cloud);
  if (!role) return false;
  const inline = cloud.all("aws:iam/rolePolicy:RolePolicy").some(({ inputs }) => text(inputs, "role") === role.id);
  return inline || attachedPolicies(role, cloud).length > 0 || list(role.inputs, "inlinePolicies").length > 0;
}
