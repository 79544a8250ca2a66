import type { NodeTaint, NodeVolume } from "../group-settings";

/** What nodes of a group will be like. */
export interface NodeTemplate {
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly NodeTaint[];
  readonly volume?: NodeVolume;
  /** The one zone of the group; undefined where it has several. */
  readonly zone?: string | undefined;
}

const prefix = "k8s.io/cluster-autoscaler/node-template";

const effects: Readonly<Record<NodeTaint["effect"], string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/**
 * The tags from which Cluster Autoscaler knows what a node of an empty group would be like: labels, taints, and resources
 * that the instance type does not tell. EKS copies no tags of a node group to the group behind it.
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#auto-discovery-setup
 */
export function nodeTemplateTags({
  labels = {},
  taints = [],
  volume,
  zone,
}: NodeTemplate): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}/label/${key}`, value])),
    ...Object.fromEntries(
      taints.map(({ key, value = "", effect }) => [`${prefix}/taint/${key}`, `${value}:${effects[effect]}`]),
    ),
    // Without it no node of an empty group seems to fit a pod whose volume is there already.
    ...(zone === undefined ? {} : { [`${prefix}/label/topology.ebs.csi.aws.com/zone`]: zone }),
    [`${prefix}/resources/ephemeral-storage`]: `${String(volume?.sizeGiB ?? 80)}Gi`,
  };
}
