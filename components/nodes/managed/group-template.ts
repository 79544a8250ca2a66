import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deviceLabels, deviceTaints } from "../devices/device-nodes";
import { imageId, nodeOs } from "../images/custom-image";
import { instanceType } from "../instances/instance-types";
import { bootstrapUserData, podLimits } from "../launch/bootstrap";
import { createEfaSecurityGroup, efaInterfaces } from "../launch/efa";
import { createLaunchTemplate } from "../launch/launch-template";
import { userData } from "../launch/user-data";
import type { ManagedNodeGroupArgs } from "./managed-node-group-args";

/** A launch template, and what instances need besides it. */
export interface GroupTemplate {
  readonly resource: aws.ec2.LaunchTemplate;
  readonly ready: readonly pulumi.Resource[];
}

/** The launch template of a group, with the placement group and the security group that its instances are in. */
export function createGroupTemplate(
  parent: pulumi.Resource,
  name: string,
  args: ManagedNodeGroupArgs,
  templateName: string,
): GroupTemplate {
  const { settings, volumeKey, tags } = args;
  const { placement, efa = false, image, volume } = settings;
  const [firstType = ""] = settings.instanceTypes;
  const placementGroup =
    placement === undefined
      ? undefined
      : new aws.ec2.PlacementGroup(name, { name: templateName, strategy: placement, tags: { ...tags } }, { parent });
  const network = efa ? createNetwork(parent, name, args, templateName, firstType) : undefined;
  const resource = createLaunchTemplate(
    name,
    {
      name: templateName,
      os: nodeOs(settings),
      volumeKey,
      userData: groupUserData(args),
      imageId: image && imageId(image, parent),
      instanceType: firstType,
      capacity: settings.capacity,
      capacityReservation: settings.capacityReservation,
      placementGroup: placementGroup?.name,
      networkInterfaces: network?.interfaces,
      tags,
      ...(volume ? { volume } : {}),
    },
    { parent },
  );
  return { resource, ready: network?.rules ?? [] };
}

/** Interfaces that name a group of their own no longer get the cluster's from EKS. */
function createNetwork(
  parent: pulumi.Resource,
  name: string,
  { cluster, tags }: ManagedNodeGroupArgs,
  templateName: string,
  typeName: string,
) {
  const group = createEfaSecurityGroup(
    `${name}-efa`,
    { name: `${templateName}-efa`, vpcId: cluster.vpcId, tags },
    parent,
  );
  const type = instanceType(typeName);
  const interfaces = type === undefined ? [] : efaInterfaces(type, [cluster.securityGroupId, group.id]);
  return { rules: group.rules, interfaces };
}

function groupUserData({ settings, cluster, ssm = false }: ManagedNodeGroupArgs): pulumi.Input<string> | undefined {
  const { image, kubelet } = settings;
  if (image === undefined) return userData({ os: nodeOs(settings), ssm, ...(kubelet ? { kubelet } : {}) });
  const limits = podLimits(settings.instanceTypes.map(instanceType), kubelet ?? {});
  const { name, endpoint, certificateAuthority, serviceRange } = cluster;
  return pulumi.output({ name, endpoint, certificateAuthority, serviceRange }).apply((joined) =>
    bootstrapUserData({
      bootstrap: image.bootstrap,
      cluster: joined,
      ...limits,
      labels: deviceLabels(settings),
      taints: deviceTaints(settings),
      ssm,
    }),
  );
}
