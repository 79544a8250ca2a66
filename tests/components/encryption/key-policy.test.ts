import assert from "node:assert/strict";
import {
  accountAdministers,
  autoScalingLaunches,
  controlPlaneEncrypts,
  logsEncrypt,
  servicesPublish,
} from "../../../components/encryption/key-policy";

const location = { partition: "aws-cn", region: "cn-north-1", accountId: "111122223333" };
const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

describe("key policy", () => {
  it("leaves the key to the account, so that its policy can be changed again", () => {
    assert.deepEqual(accountAdministers(location), {
      sid: "AccountAdministers",
      principals: { AWS: "arn:aws-cn:iam::111122223333:root" },
      actions: ["kms:*"],
      resources: ["*"],
    });
  });

  it("admits CloudWatch Logs of the region for the named groups, without a trailing star", () => {
    assert.deepEqual(logsEncrypt(location, ["/aws/eks/blue/cluster", "/aws/containerinsights/blue/*"]), {
      sid: "CloudWatchLogsEncrypts",
      principals: { Service: "logs.cn-north-1.amazonaws.com" },
      actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws-cn:logs:cn-north-1:111122223333:log-group:/aws/eks/blue/cluster",
            "arn:aws-cn:logs:cn-north-1:111122223333:log-group:/aws/containerinsights/blue/*",
          ],
        },
      },
    });
  });

  it("lets Auto Scaling's own role use the key, and grant it to other services only, in two statements", () => {
    const isAutoScaling = {
      StringEquals: { "kms:CallerAccount": "111122223333" },
      ArnEquals: {
        "aws:PrincipalArn":
          "arn:aws-cn:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      },
    };
    assert.deepEqual(autoScalingLaunches(location), [
      {
        sid: "AutoScalingUses",
        principals: { AWS: "*" },
        actions: use,
        resources: ["*"],
        conditions: isAutoScaling,
      },
      {
        sid: "AutoScalingGrants",
        principals: { AWS: "*" },
        actions: ["kms:CreateGrant"],
        resources: ["*"],
        conditions: { ...isAutoScaling, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  it("lets the cluster's role do with secrets what EKS asks for, and no more", () => {
    assert.deepEqual(controlPlaneEncrypts(location, "arn:aws-cn:iam::111122223333:role/blue-cluster"), {
      sid: "ControlPlaneEncrypts",
      principals: { AWS: "*" },
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
      resources: ["*"],
      conditions: {
        StringEquals: { "kms:CallerAccount": "111122223333" },
        ArnEquals: { "aws:PrincipalArn": "arn:aws-cn:iam::111122223333:role/blue-cluster" },
      },
    });
  });

  it("lets services publish on behalf of this account only", () => {
    assert.deepEqual(servicesPublish(location, ["cloudwatch.amazonaws.com", "events.amazonaws.com"]), {
      sid: "ServicesPublish",
      principals: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    });
  });

  it("never names a principal that may not exist, which would make the whole policy invalid", () => {
    const statements = [
      accountAdministers(location),
      ...autoScalingLaunches(location),
      controlPlaneEncrypts(location, "arn:aws-cn:iam::111122223333:role/blue-cluster"),
    ];
    for (const { principals } of statements) {
      assert.ok(principals !== undefined && principals !== "*");
      assert.ok(["*", "arn:aws-cn:iam::111122223333:root"].includes(String(principals.AWS)));
    }
  });
});
