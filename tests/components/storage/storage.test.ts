import assert from "node:assert/strict";
import { storage } from "./storage-under-test";

describe("Storage", () => {
  it("is ready for claims when drivers and classes are", async () => {
    const found = await storage();
    assert.deepEqual(
      await Promise.all(found.built.ready.map(async ({ urn }) => found.get(String(await found.read(urn))).name)),
      ["storage-block-driver", "storage-block-gp3", "storage-files-driver", "storage-files-efs"],
    );
  });
});
