import assert from "node:assert/strict";
import { ebsVolumeKeyUse, efsAccessPoints } from "../../../components/storage/csi-permissions";

const location = { partition: "aws-us-gov", region: "us-gov-west-1", accountId: "111122223333" };

describe("ebsVolumeKeyUse", () => {
  it("reaches keys with the alias of the volumes' key and no other", () => {
    const isVolumeKey = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/platform-volumes" } };
    const resources = ["arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/*"];
    assert.deepEqual(ebsVolumeKeyUse(location, "alias/platform-volumes"), [
      {
        sid: "UseVolumeKey",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
        resources,
        conditions: isVolumeKey,
      },
      {
        sid: "GrantVolumeKey",
        actions: ["kms:CreateGrant"],
        resources,
        conditions: { ...isVolumeKey, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });
});

describe("efsAccessPoints", () => {
  const statements = efsAccessPoints(location);
  const of = (action: string): (typeof statements)[number] | undefined =>
    statements.find(({ actions }) => actions.includes(action));

  it("allows no action besides those of the policy that AWS manages for the driver", () => {
    assert.deepEqual(statements.flatMap(({ actions }) => actions).sort(), [
      "ec2:DescribeAvailabilityZones",
      "elasticfilesystem:CreateAccessPoint",
      "elasticfilesystem:DeleteAccessPoint",
      "elasticfilesystem:DescribeAccessPoints",
      "elasticfilesystem:DescribeFileSystems",
      "elasticfilesystem:DescribeMountTargets",
      "elasticfilesystem:TagResource",
    ]);
  });

  it("creates access points only with the driver's tag, in file systems of this account and region", () => {
    const create = of("elasticfilesystem:CreateAccessPoint");
    assert.deepEqual(create?.resources, ["arn:aws-us-gov:elasticfilesystem:us-gov-west-1:111122223333:file-system/*"]);
    assert.deepEqual(create.conditions, { StringEquals: { "aws:RequestTag/efs.csi.aws.com/cluster": "true" } });
  });

  it("tags only while it creates", () => {
    assert.deepEqual(of("elasticfilesystem:TagResource")?.conditions, {
      StringEquals: {
        "aws:RequestTag/efs.csi.aws.com/cluster": "true",
        "elasticfilesystem:CreateAction": "CreateAccessPoint",
      },
    });
  });

  it("deletes only access points that a driver made", () => {
    const remove = of("elasticfilesystem:DeleteAccessPoint");
    assert.deepEqual(remove?.resources, ["arn:aws-us-gov:elasticfilesystem:us-gov-west-1:111122223333:access-point/*"]);
    assert.deepEqual(remove.conditions, { StringEquals: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" } });
  });
});
