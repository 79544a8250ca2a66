import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ChartRelease, type ChartCluster } from "../../charts";
import { zoneSpread } from "../../charts/zone-spread";
import type { KubernetesMinor } from "../../cluster/versions";
import type { RoleSettings } from "../../identity/role";
import type { NodeGroupSettings } from "../managed/node-group-settings";
import { autoscalerPermissions } from "./autoscaler-permissions";
import { expanderPriorities, type Expander, type GroupPriority } from "./expander";
import { autoscalerImageTags } from "./image-tags";
import { nodeTemplateTags } from "./scale-from-zero";

/** A node group that is scaled. `ManagedNodeGroup` satisfies it. */
export interface ScaledGroup {
  readonly settings: NodeGroupSettings;
  /** Zones that it launches in. */
  readonly zones: readonly string[];
  readonly resource: aws.eks.NodeGroup;
}

export interface ClusterAutoscalerArgs {
  readonly cluster: ChartCluster & { readonly version: KubernetesMinor };
  /** Those whose nodes it adds and takes away, within their sizes. */
  readonly groups: readonly ScaledGroup[];
  /** Default `least-waste`: the group with the least idle CPU after the pods are on it. */
  readonly expander?: Expander;
  /** With the expander `priority` only. */
  readonly priorities?: readonly GroupPriority[];
  /** What its pods wait for: the nodes. */
  readonly ready: readonly pulumi.Resource[];
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Cluster Autoscaler: grows node groups for pods that find no place, and takes nodes away that are idle. EKS tags the groups
 * behind node groups so that it finds them; the tags here tell what a node of an empty one would be like.
 * Idle cost: none.
 * @see https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler
 */
export class ClusterAutoscaler extends pulumi.ComponentResource {
  readonly controller: ChartRelease;

  constructor(name: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, expander = "least-waste" } = args;
    super(
      "platform:nodes:ClusterAutoscaler",
      name,
      { clusterName: cluster.name, expander, groups: args.groups.map(({ settings }) => settings.name) },
      opts,
    );
    for (const group of args.groups) tagGroup(this, name, group);
    this.controller = createController(this, name, args);
    this.registerOutputs({ version: autoscalerImageTags[cluster.version] });
  }
}

/** How many tags there are is known, although the name of what they are on is not before EKS makes it. */
function tagGroup(parent: ClusterAutoscaler, name: string, { settings, zones, resource }: ScaledGroup): void {
  const [zone, ...others] = zones;
  const tags = nodeTemplateTags({ ...settings, zone: others.length === 0 ? zone : undefined });
  const autoscalingGroupName = resource.resources.apply((made) => groupName(settings.name, made));
  for (const [key, value] of Object.entries(tags))
    new aws.autoscaling.Tag(
      `${name}-${settings.name}-${key.split("/").slice(3).join("/")}`,
      { autoscalingGroupName, tag: { key, value, propagateAtLaunch: false } },
      // One value per key and group: a replacement cannot exist beside its predecessor.
      { parent, deleteBeforeReplace: true },
    );
}

function groupName(nodeGroup: string, resources: aws.types.output.eks.NodeGroupResource[]): string {
  const name = resources[0]?.autoscalingGroups?.[0]?.name;
  if (name === undefined)
    throw new Error(`The node group "${nodeGroup}" reports no Auto Scaling group; refresh the stack.`);
  return name;
}

function createController(parent: ClusterAutoscaler, name: string, args: ClusterAutoscalerArgs): ChartRelease {
  const { cluster, expander = "least-waste", priorities = [], ready, roles, tags } = args;
  const serviceAccount = "cluster-autoscaler";
  return new ChartRelease(
    name,
    {
      cluster,
      chart: "cluster-autoscaler",
      values: {
        // The chart would build its names of its own and the provider's.
        fullnameOverride: "cluster-autoscaler",
        autoDiscovery: { clusterName: cluster.name },
        awsRegion: cluster.location.region,
        image: { tag: autoscalerImageTags[cluster.version] },
        rbac: { serviceAccount: { name: serviceAccount } },
        extraArgs: {
          expander,
          // Groups that differ by zone only grow together.
          "balance-similar-node-groups": true,
          // Pods of the platform move like all others: disruption budgets guard them.
          "skip-nodes-with-system-pods": false,
        },
        ...(expander === "priority" ? { expanderPriorities: expanderPriorities(priorities) } : {}),
        replicaCount: 2,
        podDisruptionBudget: { maxUnavailable: 1 },
        topologySpreadConstraints: [zoneSpread({ "app.kubernetes.io/instance": "cluster-autoscaler" })],
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 65534,
          runAsGroup: 65534,
          fsGroup: 65534,
          seccompProfile: { type: "RuntimeDefault" },
        },
        containerSecurityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { cpu: "100m", memory: "600Mi" }, limits: { memory: "600Mi" } },
      },
      identities: [{ serviceAccount, statements: autoscalerPermissions(cluster.location, cluster.name) }],
      // It is gone before the nodes are, so that it starts none while they leave.
      makesAwsResources: true,
      roles,
      tags,
    },
    { parent, dependsOn: [...ready] },
  );
}
