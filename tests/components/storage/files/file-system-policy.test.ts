import assert from "node:assert/strict";
import { fileSystemPolicy } from "../../../../components/storage/files/file-system-policy";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

describe("fileSystemPolicy", () => {
  it("lets clients in through mount targets and access points, never as root and never without TLS", () => {
    const fileSystems = ["arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/*"];
    assert.deepEqual(JSON.parse(fileSystemPolicy(location)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "MountAccessPoints",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
          Resource: fileSystems,
          Condition: {
            Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
            StringLike: {
              "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/*",
            },
          },
        },
        {
          Sid: "DenyWithoutTls",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: [
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientWrite",
            "elasticfilesystem:ClientRootAccess",
          ],
          Resource: fileSystems,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });
});
