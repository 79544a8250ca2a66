import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Role } from "../../identity/role";
import { defaultServiceCidr, type AutoModeArgs, type ClusterArgs } from "../cluster-args";
import { defaultKubernetesMinor } from "../versions";

/** What has to be there before the control plane. */
export interface ControlPlanePrerequisites {
  readonly role: Role;
  readonly secretsKeyArn: pulumi.Input<string>;
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** Log group and policies: EKS would make the one itself, and leaves network interfaces behind without the others. */
  readonly first: readonly pulumi.Resource[];
}

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The control plane: the EKS cluster itself. */
export function controlPlane(
  name: string,
  args: ClusterArgs,
  { role, secretsKeyArn, securityGroupIds, first }: ControlPlanePrerequisites,
  parent: pulumi.Resource,
): aws.eks.Cluster {
  const ipFamily = args.ipFamily ?? "ipv4";
  return new aws.eks.Cluster(
    name,
    {
      name: args.name,
      version: args.version ?? defaultKubernetesMinor,
      roleArn: role.arn,
      vpcConfig: {
        subnetIds: (args.subnets ?? args.network.privateSubnets).map(({ id }) => id),
        securityGroupIds: [...securityGroupIds],
        endpointPrivateAccess: true,
        endpointPublicAccess: args.publicAccessCidrs !== undefined,
        ...(args.publicAccessCidrs === undefined ? {} : { publicAccessCidrs: [...args.publicAccessCidrs] }),
      },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      encryptionConfig: { provider: { keyArn: secretsKeyArn }, resources: ["secrets"] },
      enabledClusterLogTypes: logTypes,
      kubernetesNetworkConfig: {
        ipFamily,
        ...(ipFamily === "ipv4" ? { serviceIpv4Cidr: args.serviceCidr ?? defaultServiceCidr } : {}),
        ...(args.autoMode === undefined ? {} : { elasticLoadBalancing: { enabled: args.autoMode !== false } }),
      },
      ...(args.autoMode === undefined ? {} : autoMode(args.autoMode)),
      ...(args.remoteNetworks === undefined ? {} : { remoteNetworkConfig: remoteNetworkConfig(args.remoteNetworks) }),
      ...(args.controlPlaneTier === undefined ? {} : { controlPlaneScalingConfig: { tier: args.controlPlaneTier } }),
      upgradePolicy: { supportType: args.supportType ?? "STANDARD" },
      zonalShiftConfig: { enabled: args.zonalShift ?? true },
      deletionProtection: args.deletionProtection ?? true,
      tags: { Name: args.name, ...args.tags },
    },
    {
      parent,
      protect: args.protect ?? false,
      dependsOn: [...first],
      // The name is fixed, so a replacement cannot exist beside its predecessor.
      deleteBeforeReplace: true,
      // EKS refuses subnets in other zones than at creation, so a zone that the network gains later is for nodes only.
      ignoreChanges: ["vpcConfig.subnetIds"],
      // The provider gives up on creating after 30 minutes and on deleting after 15, while EKS goes on.
      customTimeouts: { create: "45m", update: "90m", delete: "45m" },
    },
  );
}

/** Compute and storage of Auto Mode: they are on together with load balancing, or off together. */
function autoMode(auto: AutoModeArgs | false): Pick<aws.eks.ClusterArgs, "computeConfig" | "storageConfig"> {
  if (auto === false) return { computeConfig: { enabled: false }, storageConfig: { blockStorage: { enabled: false } } };
  return {
    computeConfig: {
      enabled: true,
      ...(auto.nodeRole === undefined
        ? {}
        : { nodePools: [...(auto.nodePools ?? [])], nodeRoleArn: auto.nodeRole.arn }),
    },
    storageConfig: { blockStorage: { enabled: true } },
  };
}

function remoteNetworkConfig({ nodeCidrs, podCidrs = [] }: NonNullable<ClusterArgs["remoteNetworks"]>) {
  return {
    remoteNodeNetworks: { cidrs: [...nodeCidrs] },
    ...(podCidrs.length === 0 ? {} : { remotePodNetworks: { cidrs: [...podCidrs] } }),
  };
}
