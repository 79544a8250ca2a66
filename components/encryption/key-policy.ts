import { arn, iamArn, type Location } from "../arn";
import type { PolicyStatement } from "../identity/policy-document";

/** What users of a key need in order to encrypt and decrypt with it. */
const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * The account keeps the key and lets its own IAM policies grant use of it. Without this statement nobody could ever
 * change the policy again.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountAdministers(location: Location): PolicyStatement {
  return {
    sid: "AccountAdministers",
    principals: { AWS: iamArn(location, "root") },
    actions: ["kms:*"],
    resources: ["*"],
  };
}

/**
 * CloudWatch Logs encrypts the named log groups. Names may end in `*`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsEncrypt(location: Location, logGroupNames: readonly string[]): PolicyStatement {
  return {
    sid: "CloudWatchLogsEncrypts",
    principals: { Service: `logs.${location.region}.amazonaws.com` },
    actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    resources: ["*"],
    conditions: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": logGroupNames.map((name) => arn(location, "logs", `log-group:${name}`)),
      },
    },
  };
}

/**
 * Auto Scaling launches instances with volumes under this key. It acts through its service-linked role, which no IAM
 * policy can be attached to, so the key policy itself has to admit it: a statement for the account would only delegate
 * to IAM.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function autoScalingLaunches(location: Location): readonly PolicyStatement[] {
  return launches("AutoScaling", location, linkedRole(location, "autoscaling", "AWSServiceRoleForAutoScaling"));
}

/**
 * EC2 fulfils requests for spot instances with volumes under this key, through its service-linked role.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html
 */
export function spotLaunches(location: Location): readonly PolicyStatement[] {
  return launches("Spot", location, linkedRole(location, "spot", "AWSServiceRoleForEC2Spot"));
}

/**
 * EKS launches the nodes of Auto Mode, and makes the volumes of their pods, with the role of the cluster. It is admitted
 * here, since a policy of the role would have to name the key's id, which is unknown at preview.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-kms.html
 */
export function autoModeLaunches(location: Location, clusterRoleArn: string): readonly PolicyStatement[] {
  return launches("AutoMode", location, clusterRoleArn);
}

function linkedRole(location: Location, service: string, name: string): string {
  return iamArn(location, `role/aws-service-role/${service}.amazonaws.com/${name}`);
}

/**
 * The role uses the key, and lets EC2 use it as long as the volumes are attached. It is matched by condition and not named
 * as a principal, since it may not exist yet and a principal that does not exist makes the whole policy invalid.
 */
function launches(who: string, location: Location, roleArn: string): readonly PolicyStatement[] {
  const principals = { AWS: "*" };
  const isRole = {
    StringEquals: { "kms:CallerAccount": location.accountId },
    ArnEquals: { "aws:PrincipalArn": roleArn },
  };
  return [
    { sid: `${who}Uses`, principals, actions: use, resources: ["*"], conditions: isRole },
    {
      sid: `${who}Grants`,
      principals,
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: { ...isRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * The control plane encrypts Kubernetes secrets. The cluster's role is admitted here and not by a policy of its own,
 * since such a policy would have to name the key's id, which is unknown at preview. It is matched by condition, so that
 * the role need not exist first, and so that the statement holds when the role is deleted and made again.
 * The deploying principal needs kms:DescribeKey and kms:CreateGrant from IAM.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
export function controlPlaneEncrypts(location: Location, clusterRoleArn: string): PolicyStatement {
  return {
    sid: "ControlPlaneEncrypts",
    principals: { AWS: "*" },
    actions: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
    resources: ["*"],
    conditions: {
      StringEquals: { "kms:CallerAccount": location.accountId },
      ArnEquals: { "aws:PrincipalArn": clusterRoleArn },
    },
  };
}

/**
 * The named services publish to topics or queues under this key, on behalf of this account only.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function servicesPublish(location: Location, services: readonly string[]): PolicyStatement {
  return {
    sid: "ServicesPublish",
    principals: { Service: services },
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": location.accountId } },
  };
}

/**
 * EventBridge publishes to topics under this key. It states neither account nor source when it does, so that a condition
 * would never be met: whose rules may publish, the key cannot tell.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const eventBridgePublishes: PolicyStatement = {
  sid: "EventBridgePublishes",
  principals: { Service: "events.amazonaws.com" },
  actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
  resources: ["*"],
};
