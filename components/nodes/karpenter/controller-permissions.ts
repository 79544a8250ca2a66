import { arn, iamArn, type Location } from "../../arn";
import type { PolicyStatement } from "../../identity/policy-document";
import { ebsVolumeKeyUse } from "../../storage/csi-permissions";

export interface ControllerPermissionsArgs {
  readonly location: Location;
  readonly cluster: { readonly name: string; readonly arn: string };
  readonly nodeRoleArn: string;
  readonly instanceProfileName: string;
  /** Begins and ends with a slash. */
  readonly instanceProfilePath: string;
  readonly queueArn: string;
  /** Alias of the key of the nodes' volumes. */
  readonly volumeKeyAlias: string;
  /** Whether a pool takes spot instances. */
  readonly spot: boolean;
  /** Whether nodes keep out of a zone that traffic is shifted away from. */
  readonly zonalShift: boolean;
}

/**
 * What Karpenter may do: the statements that it publishes, for one cluster. It changes and ends only what carries the
 * cluster's tag and that of a pool, and hands on the role of its nodes alone. Not among them are the rights to make
 * instance profiles, since the node classes name one that is there.
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */
export function controllerPermissions(args: ControllerPermissionsArgs): readonly PolicyStatement[] {
  return [
    ...launching(args),
    ...owning(args),
    ...handingOn(args),
    ...discovering(args),
    {
      sid: "AllowInterruptionQueueActions",
      actions: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [args.queueArn],
    },
    ...ebsVolumeKeyUse(args.location, args.volumeKeyAlias),
  ];
}

/** What is launched, by kind of resource. */
const launched = ["fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request"];

function launching({ location, cluster }: ControllerPermissionsArgs): readonly PolicyStatement[] {
  const here = (kind: string): string => arn(location, "ec2", `${kind}/*`);
  // Public images and their snapshots belong to no account in their ARNs.
  const anybodys = (kind: string): string => arn({ ...location, accountId: "" }, "ec2", `${kind}/*`);
  const asked = {
    StringEquals: {
      [`aws:RequestTag/kubernetes.io/cluster/${cluster.name}`]: "owned",
      "aws:RequestTag/eks:eks-cluster-name": cluster.name,
    },
    StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" },
  };
  return [
    {
      sid: "AllowScopedEC2InstanceAccessActions",
      actions: ["ec2:RunInstances", "ec2:CreateFleet"],
      resources: [
        ...["image", "snapshot"].map(anybodys),
        ...["security-group", "subnet", "capacity-reservation", "placement-group"].map(here),
      ],
    },
    {
      sid: "AllowScopedEC2LaunchTemplateAccessActions",
      actions: ["ec2:RunInstances", "ec2:CreateFleet"],
      resources: [here("launch-template")],
      conditions: owned(cluster.name),
    },
    {
      sid: "AllowScopedEC2InstanceActionsWithTags",
      actions: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      resources: launched.map(here),
      conditions: asked,
    },
    {
      sid: "AllowScopedResourceCreationTagging",
      actions: ["ec2:CreateTags"],
      resources: launched.map(here),
      conditions: {
        ...asked,
        StringEquals: {
          ...asked.StringEquals,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
      },
    },
  ];
}

/** The tags of what Karpenter made for this cluster. */
function owned(clusterName: string) {
  return {
    StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" },
    StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" },
  };
}

function owning({ location, cluster }: ControllerPermissionsArgs): readonly PolicyStatement[] {
  const instances = arn(location, "ec2", "instance/*");
  return [
    {
      sid: "AllowScopedResourceTagging",
      actions: ["ec2:CreateTags"],
      resources: [instances],
      conditions: {
        ...owned(cluster.name),
        StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": cluster.name },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    {
      sid: "AllowScopedDeletion",
      actions: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      resources: [instances, arn(location, "ec2", "launch-template/*")],
      conditions: owned(cluster.name),
    },
  ];
}

function handingOn({ location, nodeRoleArn, spot }: ControllerPermissionsArgs): readonly PolicyStatement[] {
  return [
    {
      sid: "AllowPassingInstanceRole",
      actions: ["iam:PassRole"],
      resources: [nodeRoleArn],
      conditions: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
    },
    ...(spot
      ? [
          {
            // The first request for spot in an account makes this role, and fails where the caller may not.
            sid: "AllowSpotServiceLinkedRole",
            actions: ["iam:CreateServiceLinkedRole"],
            resources: [iamArn(location, "role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot")],
            conditions: { StringEquals: { "iam:AWSServiceName": "spot.amazonaws.com" } },
          },
        ]
      : []),
  ];
}

function discovering(args: ControllerPermissionsArgs): readonly PolicyStatement[] {
  const { location, cluster, instanceProfileName, instanceProfilePath, zonalShift } = args;
  return [
    {
      sid: "AllowRegionalReadActions",
      actions: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribePlacementGroups",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": location.region } },
    },
    {
      sid: "AllowSSMReadActions",
      actions: ["ssm:GetParameter"],
      resources: [arn({ ...location, accountId: "" }, "ssm", "parameter/aws/service/*")],
    },
    { sid: "AllowPricingReadActions", actions: ["pricing:GetProducts"], resources: ["*"] },
    {
      sid: "AllowInstanceProfileReadActions",
      actions: ["iam:GetInstanceProfile"],
      resources: [iamArn(location, `instance-profile${instanceProfilePath}${instanceProfileName}`)],
    },
    { sid: "AllowUnscopedInstanceProfileListAction", actions: ["iam:ListInstanceProfiles"], resources: ["*"] },
    { sid: "AllowAPIServerEndpointDiscovery", actions: ["eks:DescribeCluster"], resources: [cluster.arn] },
    ...(zonalShift
      ? [
          {
            sid: "AllowZonalShiftStatusReadOnly",
            actions: ["arc-zonal-shift:GetManagedResource"],
            resources: ["*"],
            conditions: { StringEquals: { "arc-zonal-shift:ResourceIdentifier": cluster.arn } },
          },
        ]
      : []),
  ];
}
