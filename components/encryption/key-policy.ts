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
 * to IAM. The role is matched by condition and not named as a principal, since a fresh account does not have it yet and
 * a principal that does not exist makes the whole policy invalid.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function autoScalingLaunches(location: Location): readonly PolicyStatement[] {
  const principals = { AWS: "*" };
  const isServiceLinkedRole = {
    StringEquals: { "kms:CallerAccount": location.accountId },
    ArnEquals: {
      "aws:PrincipalArn": iamArn(
        location,
        "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      ),
    },
  };
  return [
    { sid: "AutoScalingUses", principals, actions: use, resources: ["*"], conditions: isServiceLinkedRole },
    {
      sid: "AutoScalingGrants",
      principals,
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: { ...isServiceLinkedRole, Bool: { "kms:GrantIsForAWSResource": "true" } },
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
