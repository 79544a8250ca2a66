import { arn, type Location } from "../arn";
import type { PolicyStatement } from "../identity/policy-document";

/**
 * What the EBS driver does with the key of its volumes, besides the policy that AWS manages for it. The key is named by
 * its alias, since its id is unknown before it exists; AWS takes up to five minutes to see a new alias.
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function ebsVolumeKeyUse(location: Location, aliasName: string): readonly PolicyStatement[] {
  const resources = [arn(location, "kms", "key/*")];
  const isVolumeKey = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliasName } };
  return [
    {
      sid: "UseVolumeKey",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
      resources,
      conditions: isVolumeKey,
    },
    {
      // EC2 decrypts for the instance through a grant that lives as long as the attachment.
      sid: "GrantVolumeKey",
      actions: ["kms:CreateGrant"],
      resources,
      conditions: { ...isVolumeKey, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * What the EFS controller does: an access point for each claim, tagged as its own, and nothing to any other. The policy
 * that AWS manages allows the same in every region and with any value of the tag.
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/iam-policy-create.md
 */
export function efsAccessPoints(location: Location): readonly PolicyStatement[] {
  const fileSystems = arn(location, "elasticfilesystem", "file-system/*");
  const accessPoints = arn(location, "elasticfilesystem", "access-point/*");
  const requested = { "aws:RequestTag/efs.csi.aws.com/cluster": "true" };
  return [
    {
      sid: "Describe",
      actions: [
        "elasticfilesystem:DescribeAccessPoints",
        "elasticfilesystem:DescribeFileSystems",
        "elasticfilesystem:DescribeMountTargets",
        "ec2:DescribeAvailabilityZones",
      ],
      resources: ["*"],
    },
    {
      sid: "CreateAccessPoints",
      actions: ["elasticfilesystem:CreateAccessPoint"],
      resources: [fileSystems],
      conditions: { StringEquals: requested },
    },
    {
      sid: "TagNewAccessPoints",
      actions: ["elasticfilesystem:TagResource"],
      resources: [fileSystems, accessPoints],
      conditions: { StringEquals: { ...requested, "elasticfilesystem:CreateAction": "CreateAccessPoint" } },
    },
    {
      sid: "DeleteOwnAccessPoints",
      actions: ["elasticfilesystem:DeleteAccessPoint"],
      resources: [accessPoints],
      conditions: { StringEquals: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" } },
    },
  ];
}
