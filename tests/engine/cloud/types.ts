import { accountSettings } from "./account-settings";
import { autoScalingGroup } from "./autoscaling/group";
import { lifecycleHook } from "./autoscaling/lifecycle-hook";
import type { CloudType } from "./cloud-type";
import { autoScalingTag } from "./ec2/auto-scaling-tag";
import { pipeline } from "./delivery/pipeline";
import { project } from "./delivery/project";
import { egressOnlyInternetGateway } from "./ec2/egress-only-internet-gateway";
import { flowLog } from "./ec2/flow-log";
import { internetGateway } from "./ec2/internet-gateway";
import { placementGroup } from "./ec2/placement-group";
import { launchTemplate } from "./ec2/launch-template";
import { eip, natGateway } from "./ec2/nat-gateway";
import { route, routeTable, routeTableAssociation } from "./ec2/route";
import {
  defaultSecurityGroup,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
} from "./ec2/security-group";
import { subnet } from "./ec2/subnet";
import { vpc, vpcIpv4CidrBlockAssociation } from "./ec2/vpc";
import { vpcEndpoint } from "./ec2/vpc-endpoint";
import { accessEntry, accessPolicyAssociation } from "./eks/access";
import { identityProviderConfig } from "./eks/identity-provider-config";
import { addon } from "./eks/addon";
import { cluster } from "./eks/cluster";
import { fargateProfile } from "./eks/fargate-profile";
import { nodeGroup } from "./eks/node-group";
import { podIdentityAssociation } from "./eks/pod-identity-association";
import { rolesAnywhereProfile, trustAnchor } from "./iam/roles-anywhere";
import { instanceProfile } from "./iam/instance-profile";
import { openIdConnectProvider } from "./iam/open-id-connect-provider";
import { role } from "./iam/role";
import { rolePolicy, rolePolicyAttachment } from "./iam/role-policy";
import { alias, key } from "./kms";
import { dashboard, metricAlarm } from "./observability/alarm";
import { budget } from "./observability/budget";
import { eventRule, eventTarget } from "./observability/event-rule";
import { logGroup } from "./observability/log-group";
import { alertManagerDefinition, ruleGroupNamespace, scraper, workspace } from "./observability/prometheus";
import { queue, queuePolicy } from "./observability/queue";
import { topic, topicPolicy, topicSubscription } from "./observability/topic";
import { functionPermission, secret, secretPolicy, secretRotation, secretVersion } from "./secrets-manager";
import { plan, selection, vault, vaultLockConfiguration } from "./storage/backup";
import { bucket, bucketParts } from "./storage/bucket";
import { backupPolicy, fileSystem, fileSystemPolicy, mountTarget } from "./storage/file-system";
import { table } from "./storage/table";

/** Every type of AWS that the stand-in cloud knows. */
export const awsTypes: readonly CloudType[] = [
  ...accountSettings,
  ...[vpc, vpcIpv4CidrBlockAssociation, subnet, internetGateway, egressOnlyInternetGateway, eip, natGateway],
  ...[routeTable, route, routeTableAssociation, vpcEndpoint, flowLog, launchTemplate, placementGroup],
  ...[autoScalingGroup, lifecycleHook, autoScalingTag],
  ...[securityGroup, defaultSecurityGroup, securityGroupIngressRule, securityGroupEgressRule],
  ...[
    role,
    rolePolicy,
    rolePolicyAttachment,
    openIdConnectProvider,
    instanceProfile,
    trustAnchor,
    rolesAnywhereProfile,
    key,
    alias,
  ],
  ...[cluster, accessEntry, accessPolicyAssociation, addon, nodeGroup, fargateProfile, podIdentityAssociation],
  ...[identityProviderConfig, eventRule, eventTarget, queue, queuePolicy],
  ...[fileSystem, fileSystemPolicy, backupPolicy, mountTarget, vault, vaultLockConfiguration, plan, selection],
  ...[bucket, ...bucketParts, table],
  ...[secret, secretPolicy, secretRotation, secretVersion, functionPermission],
  ...[logGroup, metricAlarm, dashboard, budget, topic, topicPolicy, topicSubscription],
  ...[project, pipeline],
  ...[workspace, ruleGroupNamespace, alertManagerDefinition, scraper],
];
