import type { Bootstrap } from "../images/custom-image";
import type { InstanceType } from "../instances/instance-types";
import type { KubeletSettings } from "../kubelet/kubelet-settings";
import { maxPods } from "../kubelet/max-pods";
import { reservedMiB, reservedMillicores } from "../kubelet/reserved-resources";
import type { NodeTaint } from "../group-settings";
import { bottlerocketUserData, hostContainers, kubernetesSettings } from "./bottlerocket-settings";
import { kubeletConfiguration, nodeConfigUserData } from "./node-config";
import { refuseLarge } from "./user-data";

/** What a node joins its cluster by. */
export interface JoinedCluster {
  readonly name: string;
  readonly endpoint: string;
  /** Base64. */
  readonly certificateAuthority: string;
  readonly serviceRange: string;
}

export interface BootstrapArgs {
  readonly bootstrap: Bootstrap;
  readonly cluster: JoinedCluster;
  /** Pods of a node at most. Default what the image computes, which knows nothing of prefix delegation. */
  readonly maxPods?: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  readonly kubelet: KubeletSettings;
  /** Whether the nodes may talk to Systems Manager. */
  readonly ssm: boolean;
}

/** The spelling of Kubernetes for the effects of the EKS API. */
export const taintEffects = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
} as const;

/**
 * The whole user data of a node whose image EKS did not choose: it joins the cluster by it. Not encoded yet.
 * @throws when it is larger than EC2 accepts.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function bootstrapUserData(args: BootstrapArgs): string {
  const text = args.bootstrap === "nodeadm" ? ofNodeadm(args) : ofBottlerocket(args);
  refuseLarge(text);
  return text;
}

/**
 * The pods of a group's nodes and what their kubelets keep back for them. The image would count the addresses without
 * prefixes. Nothing where a type is not known: then the image counts.
 */
export function podLimits(
  types: readonly (InstanceType | undefined)[],
  kubelet: KubeletSettings,
): { readonly maxPods?: number; readonly kubelet: KubeletSettings } {
  const known = types.filter((type) => type !== undefined);
  if (known.length === 0 || known.length < types.length) return { kubelet };
  // The VPC CNI of this platform always gives prefixes. Even without the first interface they are enough for the cap.
  const pods = Math.min(...known.map((type) => maxPods(type, { prefixDelegation: true, customNetworking: true })));
  const kubeReserved = {
    cpu: `${reservedMillicores(Math.max(...known.map(({ vcpus }) => vcpus)))}m`,
    memory: `${reservedMiB(pods)}Mi`,
    ephemeralStorage: "1Gi",
    ...kubelet.kubeReserved,
  };
  return { maxPods: pods, kubelet: { ...kubelet, kubeReserved } };
}

function ofNodeadm({ cluster, maxPods: pods, labels, taints, kubelet }: BootstrapArgs): string {
  const flags = [
    ...flag(
      "node-labels",
      Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    ),
    ...flag(
      "register-with-taints",
      taints.map(({ key, value = "", effect }) => `${key}=${value}:${taintEffects[effect]}`),
    ),
  ];
  return nodeConfigUserData({
    cluster: {
      name: cluster.name,
      apiServerEndpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      cidr: cluster.serviceRange,
    },
    kubelet: {
      config: { ...(pods === undefined ? {} : { maxPods: pods }), ...kubeletConfiguration(kubelet) },
      ...(flags.length === 0 ? {} : { flags }),
    },
  });
}

function ofBottlerocket({ cluster, maxPods: pods, labels, taints, kubelet, ssm }: BootstrapArgs): string {
  const kubernetes = {
    "api-server": cluster.endpoint,
    "cluster-certificate": cluster.certificateAuthority,
    "cluster-name": cluster.name,
    ...(pods === undefined ? {} : { "max-pods": pods }),
    ...kubernetesSettings(kubelet),
    ...(Object.keys(labels).length === 0 ? {} : { "node-labels": labels }),
    ...(taints.length === 0 ? {} : { "node-taints": nodeTaints(taints) }),
  };
  // The cluster's settings are always there.
  return bottlerocketUserData({ kubernetes, ...hostContainers(ssm) }) ?? "";
}

function nodeTaints(taints: readonly NodeTaint[]): Readonly<Record<string, readonly string[]>> {
  const byKey: Record<string, string[]> = {};
  for (const { key, value = "", effect } of taints) (byKey[key] ??= []).push(`${value}:${taintEffects[effect]}`);
  return byKey;
}

function flag(name: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`--${name}=${values.join(",")}`];
}
