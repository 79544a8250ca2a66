import { arn, iamArn, type Location } from "../arn";
import type { Conditions, PolicyStatement } from "../identity/policy-document";

/** Name that the chart's service account is given. */
export const controllerServiceAccount = "aws-load-balancer-controller";

/** The tag by which the controller knows what is its own, and by which leftovers are found. Its value is the cluster's name. */
const clusterTag = "elbv2.k8s.aws/cluster";

export interface ResourceTag {
  readonly key: string;
  readonly value: string;
}

export interface ControllerRights {
  readonly location: Location;
  readonly clusterName: string;
  /** A tag of the one VPC in which security groups are made: its id is not known at preview. */
  readonly vpcTag: ResourceTag;
  /** The web ACL that load balancers may be put behind. Left out, none. */
  readonly webAclArn?: string | undefined;
}

/**
 * What the controller may do: read load balancing and networks, make what carries this cluster's tag, change and delete
 * nothing else, and open the security group of the cluster's nodes. The project's own policy admits any cluster's tag,
 * and WAF, Shield, Cognito and server certificates besides.
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSLoadBalancingPolicy.html
 */
export function controllerStatements(rights: ControllerRights): readonly PolicyStatement[] {
  return [
    ...reads(rights),
    ...securityGroups(rights),
    ...creations(rights),
    ...changes(rights),
    ...(rights.webAclArn === undefined ? [] : webAcl(rights, rights.webAclArn)),
  ];
}

const serviceLinkedRole = "aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing";

function reads({ location }: ControllerRights): readonly PolicyStatement[] {
  return [
    {
      sid: "Read",
      actions: [
        ...described.ec2.map((noun) => `ec2:Describe${noun}`),
        ...described.elb.map((noun) => elbAction(`Describe${noun}`)),
        "acm:ListCertificates",
      ],
      resources: ["*"],
    },
    {
      sid: "FindCertificates",
      actions: ["acm:DescribeCertificate"],
      resources: [arn(location, "acm", "certificate/*")],
    },
    {
      sid: "CreateServiceLinkedRole",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [iamArn(location, `role/${serviceLinkedRole}`)],
      conditions: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
  ];
}

const described = {
  ec2: [
    ...["AccountAttributes", "Addresses", "AvailabilityZones", "Instances", "InternetGateways", "IpamPools"],
    ...["NetworkInterfaces", "RouteTables", "SecurityGroups", "Subnets", "Tags", "VpcPeeringConnections", "Vpcs"],
  ],
  elb: [
    ...["CapacityReservation", "ListenerAttributes", "ListenerCertificates", "Listeners", "LoadBalancerAttributes"],
    ...["LoadBalancers", "Rules", "SSLPolicies", "Tags", "TargetGroupAttributes", "TargetGroups", "TargetHealth"],
    "TrustStores",
  ],
} as const;

function securityGroups({ location, clusterName, vpcTag }: ControllerRights): readonly PolicyStatement[] {
  const groups = [arn(location, "ec2", "security-group/*")];
  const rules = ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"];
  return [
    {
      sid: "CreateSecurityGroups",
      actions: ["ec2:CreateSecurityGroup"],
      resources: groups,
      conditions: requested(clusterName),
    },
    {
      sid: "UseVpc",
      actions: ["ec2:CreateSecurityGroup", "ec2:GetSecurityGroupsForVpc"],
      resources: [arn(location, "ec2", "vpc/*")],
      conditions: { StringEquals: { [`aws:ResourceTag/${vpcTag.key}`]: vpcTag.value } },
    },
    {
      sid: "TagNewSecurityGroups",
      actions: ["ec2:CreateTags"],
      resources: groups,
      conditions: {
        StringEquals: { ...requested(clusterName).StringEquals, "ec2:CreateAction": "CreateSecurityGroup" },
      },
    },
    {
      sid: "TagOwnSecurityGroups",
      actions: ["ec2:CreateTags", "ec2:DeleteTags"],
      resources: groups,
      conditions: ownButForItsTag(clusterName),
    },
    {
      sid: "ChangeOwnSecurityGroups",
      actions: [...rules, "ec2:DeleteSecurityGroup"],
      resources: groups,
      conditions: own(clusterName),
    },
    {
      sid: "OpenNodesToLoadBalancers",
      actions: rules,
      resources: groups,
      // EKS tags the group that it makes for control plane and nodes so.
      conditions: { StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" } },
    },
  ];
}

function creations({ location, clusterName }: ControllerRights): readonly PolicyStatement[] {
  const elb = (resource: string): string => arn(location, "elasticloadbalancing", resource);
  const whole = [elb("loadbalancer/app/*"), elb("loadbalancer/net/*"), elb("targetgroup/*")];
  const parts = [elb("listener/app/*"), elb("listener/net/*"), elb("listener-rule/app/*"), elb("listener-rule/net/*")];
  return [
    {
      sid: "Create",
      actions: ["CreateLoadBalancer", "CreateTargetGroup", "CreateListener", "CreateRule"].map(elbAction),
      resources: [...whole, ...parts],
      conditions: requested(clusterName),
    },
    {
      sid: "TagNew",
      actions: [elbAction("AddTags")],
      resources: whole,
      conditions: {
        StringEquals: {
          ...requested(clusterName).StringEquals,
          "elasticloadbalancing:CreateAction": ["CreateLoadBalancer", "CreateTargetGroup"],
        },
      },
    },
    {
      sid: "TagNewParts",
      actions: [elbAction("AddTags")],
      resources: parts,
      conditions: requested(clusterName),
    },
    {
      sid: "TagOwn",
      actions: ["AddTags", "RemoveTags"].map(elbAction),
      resources: [...whole, ...parts],
      conditions: ownButForItsTag(clusterName),
    },
  ];
}

function changes({ location, clusterName }: ControllerRights): readonly PolicyStatement[] {
  const elb = (resource: string): string => arn(location, "elasticloadbalancing", resource);
  return [
    {
      sid: "ChangeOwn",
      actions: [
        ...["DeleteLoadBalancer", "ModifyLoadBalancerAttributes", "ModifyCapacityReservation", "SetIpAddressType"],
        ...["SetSecurityGroups", "SetSubnets", "DeleteTargetGroup", "ModifyTargetGroup"],
        ...["ModifyTargetGroupAttributes", "RegisterTargets", "DeregisterTargets", "DeleteListener", "ModifyListener"],
        ...["ModifyListenerAttributes", "AddListenerCertificates", "RemoveListenerCertificates", "DeleteRule"],
        "ModifyRule",
      ].map(elbAction),
      resources: [
        ...["loadbalancer/app/*", "loadbalancer/net/*", "targetgroup/*"].map(elb),
        ...["listener/app/*", "listener/net/*", "listener-rule/app/*", "listener-rule/net/*"].map(elb),
      ],
      conditions: own(clusterName),
    },
    {
      // It knows no condition.
      sid: "OrderRules",
      actions: [elbAction("SetRulePriorities")],
      resources: [elb("listener-rule/app/*")],
    },
  ];
}

function webAcl({ location, clusterName }: ControllerRights, webAclArn: string): readonly PolicyStatement[] {
  const balancers = [arn(location, "elasticloadbalancing", "loadbalancer/app/*")];
  return [
    { sid: "ReadWebAcl", actions: ["wafv2:GetWebACL"], resources: [webAclArn] },
    {
      sid: "UseWebAcl",
      actions: ["wafv2:AssociateWebACL"],
      resources: [webAclArn],
    },
    {
      sid: "PutBehindWebAcl",
      actions: ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL", "wafv2:GetWebACLForResource"],
      resources: balancers,
      conditions: own(clusterName),
    },
    // What WAF asks of whoever associates.
    { sid: "SetWebAcl", actions: [elbAction("SetWebAcl")], resources: ["*"] },
  ];
}

function elbAction(name: string): string {
  return `elasticloadbalancing:${name}`;
}

function requested(clusterName: string): { readonly StringEquals: Readonly<Record<string, string>> } {
  return { StringEquals: { [`aws:RequestTag/${clusterTag}`]: clusterName } };
}

function own(clusterName: string): { readonly StringEquals: Readonly<Record<string, string>> } {
  return { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: clusterName } };
}

/** Its own things keep the tag by which they are its own. */
function ownButForItsTag(clusterName: string): Conditions {
  return { ...own(clusterName), Null: { [`aws:RequestTag/${clusterTag}`]: "true" } };
}
