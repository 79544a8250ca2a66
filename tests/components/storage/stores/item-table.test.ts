import assert from "node:assert/strict";
import { CustomerKey } from "../../../../components/encryption/customer-key";
import { ItemTable, type ItemTableArgs } from "../../../../components/storage/stores/item-table";
import { unknown } from "../../../../policies/engine/values/value";
import { registrations } from "../../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

function build(changes: Partial<ItemTableArgs> = {}) {
  return registrations(() => {
    const key = new CustomerKey("key", { name: "shop", description: "Shop", location, statements: [] });
    return new ItemTable("orders", { name: "shop-orders", location, partitionKey: "orderId", key, ...changes });
  });
}

describe("item table", () => {
  it("is encrypted, restorable, protected, and marked for its backup plan", async () => {
    const found = await build({ backup: { key: "backup-plan", value: "shop-backup" } });
    const table = found.only("aws:dynamodb/table:Table");
    assert.deepEqual(table.inputs, {
      name: "shop-orders",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "orderId",
      attributes: [{ name: "orderId", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: unknown },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      tags: { "backup-plan": "shop-backup", Name: "shop-orders" },
    });
    assert.equal(table.deleteBeforeReplace, true);
  });

  it("has an ARN before it exists", async () => {
    assert.equal((await build()).built.arn, "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders");
  });

  it("refuses a name that DynamoDB would refuse", async () => {
    await assert.rejects(build({ name: "shop/orders" }), /"shop\/orders" must be 3 to 255/);
  });
});
