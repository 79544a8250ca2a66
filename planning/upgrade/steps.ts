import type { KubernetesMinor } from "../../components/cluster/versions";
import { textAt, valueAt, type PreviewedResource, type PreviewedStack } from "../previewed-stack";
import { changedResources, type Changed } from "./changed";
import type { Step } from "./plan";

export const clusterType = "aws:eks/cluster:Cluster";
export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";
export const selfManagedTypes: readonly string[] = ["eks:index:NodeGroupV2", "eks:index:NodeGroup"];
export const nodeClassType = "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass";
const addonType = "aws:eks/addon:Addon";
const releaseType = "kubernetes:helm.sh/v3:Release";

/**
 * What one minor up takes, in order: what `pulumi up` changes in the order of its graph, then what follows the control
 * plane by itself, then what nobody but a person does.
 */
export function upgradeSteps(before: PreviewedStack, after: PreviewedStack, to: KubernetesMinor): readonly Step[] {
  const changed = changedResources(before, after);
  return [
    ...changed.map((change) => stepOf(change)),
    ...after.resources.flatMap((resource) => followers(resource, to)),
  ];
}

function stepOf({ before, after }: Changed): Step {
  const shared = { subject: after.name, by: "pulumi up" as const };
  switch (after.type) {
    case clusterType:
      return {
        ...{ ...shared, kind: "control-plane", ...versions(before, after, "version") },
        what: "EKS replaces the API servers one by one; it needs up to five free addresses in the cluster's subnets.",
      };
    case addonType:
      return {
        ...{ ...shared, kind: "add-on", subject: textAt(after, "addonName") ?? after.name },
        ...versions(before, after, "addonVersion"),
        what: "EKS rolls the add-on out.",
      };
    case nodeGroupType:
      return {
        ...{ ...shared, kind: "node-group", ...versions(before, after, "version") },
        what: `EKS adds nodes of the new version, then drains the old ones, ${unavailable(after)} at a time; a pod that may not be evicted stops it.`,
      };
    case releaseType:
      return {
        ...{ ...shared, kind: "chart", ...chartVersions(before, after) },
        what: "The chart goes with the minor.",
      };
    default:
      return selfManagedTypes.includes(after.type)
        ? {
            ...{ ...shared, kind: "self-managed-nodes", ...versions(before, after, "version") },
            what: "An instance refresh replaces the nodes; it does not ask disruption budgets.",
          }
        : {
            ...{ ...shared, kind: "resource", subject: `${after.type.split(":").at(-1) ?? ""} ${after.name}` },
            what: before ? "What the platform says of it goes with the minor." : "It comes with the minor.",
          };
  }
}

function versions(
  before: PreviewedResource | undefined,
  after: PreviewedResource,
  path: string,
): { readonly from?: string; readonly to?: string } {
  const [from, to] = [before && textAt(before, path), textAt(after, path)];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** A chart of one version may bring another image. */
function chartVersions(before: PreviewedResource | undefined, after: PreviewedResource) {
  const path = before && textAt(before, "version") === textAt(after, "version") ? "values.image.tag" : "version";
  return versions(before, after, path);
}

function unavailable(group: PreviewedResource): string {
  const percentage = valueAt(group.inputs, "updateConfig.maxUnavailablePercentage");
  if (typeof percentage === "number") return `${String(percentage)} percent of the group`;
  const count = valueAt(group.inputs, "updateConfig.maxUnavailable");
  return String(typeof count === "number" ? count : 1);
}

/** What no resource of the stack changes for, and changes all the same, or has to be changed. */
function followers(resource: PreviewedResource, to: KubernetesMinor): readonly Step[] {
  const { name, type } = resource;
  if (type === nodeClassType)
    return [
      {
        ...{ kind: "karpenter", subject: textAt(resource, "metadata.name") ?? name, to, by: "Karpenter" },
        what: "Its nodes have drifted as soon as the control plane is new, and are replaced as fast as the budgets of their pools let them.",
      },
    ];
  if (type === clusterType && valueAt(resource.inputs, "computeConfig.enabled") === true)
    return [
      {
        ...{ kind: "auto-mode", subject: name, to, by: "EKS" },
        what: "Nodes of Auto Mode are replaced by ones of the new minor, as fast as disruption budgets let them.",
      },
    ];
  if (type === "aws:eks/fargateProfile:FargateProfile")
    return [
      {
        ...{ kind: "fargate", subject: textAt(resource, "fargateProfileName") ?? name, to, by: "you" },
        what: "A pod on Fargate keeps the kubelet that it started with: restart its workloads with kubectl rollout restart; the next minor is refused while an old one runs.",
      },
    ];
  if (type === "aws:eks/accessEntry:AccessEntry" && textAt(resource, "type") === "HYBRID_LINUX")
    return [
      {
        ...{ kind: "hybrid", subject: name, to, by: "you" },
        what: `Run nodeadm upgrade ${to} on each hybrid node, after its pods are drained.`,
      },
    ];
  return [];
}
