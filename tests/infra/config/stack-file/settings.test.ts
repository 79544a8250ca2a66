import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readSettings } from "../../../../infra/config/stack-file/settings";

describe("settings", () => {
  before(() => {
    pulumi.runtime.setAllConfig({
      "aws:region": "eu-west-1",
      "aws:allowedAccountIds": '["111122223333"]',
      "eks-platform:network": '{"availabilityZones":2,"ipv6":false}',
      "eks-platform:cluster": "{not json",
      "other:secret": "x",
    });
    // The language host says in the environment what is encrypted; the SDK offers no other way to ask.
    process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["other:secret"]';
  });

  after(() => {
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
  });

  it("are those of the namespaces that are asked for, lists and maps as such", () => {
    const { namespaces } = readSettings(["aws", "eks-platform"]);
    assert.deepEqual(namespaces, {
      aws: { region: "eu-west-1", allowedAccountIds: ["111122223333"] },
      "eks-platform": { network: { availabilityZones: 2, ipv6: false }, cluster: "{not json" },
    });
  });

  it("are empty for a namespace without any", () => {
    assert.deepEqual(readSettings(["nobody"]).namespaces, { nobody: {} });
  });

  it("name what is encrypted", () => {
    assert.deepEqual(readSettings(["aws"]).encrypted, ["other:secret"]);
  });
});
