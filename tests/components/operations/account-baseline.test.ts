import assert from "node:assert/strict";
import { AccountBaseline } from "../../../components/operations/account-baseline";
import { registrations } from "../registrations";

const location = { partition: "aws", region: "eu-west-1", accountId: "111122223333" };

describe("AccountBaseline", () => {
  it("encrypts volumes, closes snapshots and buckets, and asks for metadata tokens", async () => {
    const found = await registrations(() => new AccountBaseline("account", { location }));
    assert.deepEqual(found.only("aws:ebs/encryptionByDefault:EncryptionByDefault").inputs, { enabled: true });
    assert.deepEqual(found.only("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess").inputs, {
      state: "block-all-sharing",
    });
    assert.deepEqual(found.only("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults").inputs, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.deepEqual(found.only("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").inputs, {
      accountId: "111122223333",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("stays when its stack goes, since the account would fall back to open defaults", async () => {
    const found = await registrations(() => new AccountBaseline("account", { location }));
    const settings = [...found].filter(({ custom }) => custom);
    assert.equal(settings.length, 4);
    assert.deepEqual(
      settings.filter(({ retainOnDelete }) => !retainOnDelete).map(({ urn }) => urn),
      [],
    );
  });
});
