import assert from "node:assert/strict";
import { CustomerKey } from "../../../components/encryption/customer-key";
import { encryptedLogGroup } from "../../../components/encryption/encrypted-log-group";
import { accountAdministers, logsEncrypt } from "../../../components/encryption/key-policy";
import { policyDocument } from "../../../components/identity/policy-document";
import { unknown } from "../../../policies/engine/values/value";
import { registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };
const statements = [logsEncrypt(location, ["/aws/eks/blue/cluster"])];

function build(deletionWindowInDays?: number) {
  return registrations(() => {
    const key = new CustomerKey("logs", {
      name: "blue-logs",
      description: "Logs of blue",
      location,
      statements,
      ...(deletionWindowInDays === undefined ? {} : { deletionWindowInDays }),
    });
    encryptedLogGroup("group", { name: "/aws/eks/blue/cluster", retentionInDays: 365, key }, {});
  });
}

describe("customer key", () => {
  it("rotates, waits a month before deletion, and has a policy that is known at preview", async () => {
    assert.deepEqual((await build()).only("aws:kms/key:Key").inputs, {
      description: "Logs of blue",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([accountAdministers(location), ...statements]),
      tags: { Name: "blue-logs" },
    });
  });

  it("waits as long as it is told before deletion", async () => {
    assert.equal((await build(7)).only("aws:kms/key:Key").inputs["deletionWindowInDays"], 7);
  });

  it("has an alias of its name", async () => {
    const found = await build();
    const alias = found.only("aws:kms/alias:Alias");
    assert.deepEqual(alias.inputs, { name: "alias/blue-logs", targetKeyId: unknown });
    assert.deepEqual(found.dependencies(alias), ["aws:kms/key:Key logs"]);
  });
});

describe("encrypted log group", () => {
  it("waits for the key, whose policy must admit it first", async () => {
    const found = await build();
    const group = found.only("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(group.inputs, {
      name: "/aws/eks/blue/cluster",
      retentionInDays: 365,
      kmsKeyId: unknown,
      tags: {},
    });
    assert.deepEqual(found.dependencies(group), ["aws:kms/key:Key logs"]);
  });
});
