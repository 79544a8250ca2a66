import { given, isMap, list, map, number, text, type Properties } from "../../properties";
import type { Cloud } from "../cloud";
import type { CloudType } from "../cloud-type";
import { roleOf, trusts } from "../iam/role";
import { demandKey } from "../kms";
import { demand } from "../refusal";
import { demandTags } from "../tags";
import { times } from "../times";

const vaultToken = "aws:backup/vault:Vault";
const lockToken = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planToken = "aws:backup/plan:Plan";

export const vault: CloudType = {
  token: vaultToken,
  replaces: ["name", "kmsKeyArn"],
  minutes: times.vault,
  check(inputs) {
    const name = text(inputs, "name");
    demand(
      /^[a-zA-Z0-9_-]{2,50}$/.test(name),
      "N20",
      `invalid value for name: "${name}" must be 2-50 of [a-zA-Z0-9_-]`,
    );
  },
  create({ inputs, cloud }) {
    demandTags(inputs);
    const name = text(inputs, "name");
    demand(
      !cloud.named(vaultToken, name),
      "BK1",
      `AlreadyExistsException: Backup vault with the same name already exists (${name})`,
    );
    if (given(inputs, "kmsKeyArn")) demandKey(text(inputs, "kmsKeyArn"), cloud, "K18");
    return { id: name, computed: { arn: cloud.arn("backup", `backup-vault:${name}`), recoveryPoints: 0 } };
  },
};

export const vaultLockConfiguration: CloudType = {
  token: lockToken,
  replaces: ["*"],
  create({ inputs, cloud }) {
    const name = text(inputs, "backupVaultName");
    demand(
      cloud.named(vaultToken, name) !== undefined,
      "BK2",
      `ResourceNotFoundException: Backup vault ${name} does not exist`,
    );
    const [min, max] = [number(inputs, "minRetentionDays") ?? 1, number(inputs, "maxRetentionDays") ?? 36500];
    demand(min >= 1 && min <= max, "BK2", `InvalidParameterValueException: retention of ${min} to ${max} days`);
    const grace = number(inputs, "changeableForDays");
    demand(
      grace === undefined || (grace >= 3 && grace <= 36500),
      "BK2",
      `InvalidParameterValueException: changeableForDays ${grace} must be 3-36500`,
    );
    return { id: name, computed: { backupVaultArn: cloud.arn("backup", `backup-vault:${name}`) } };
  },
};

export const plan: CloudType = {
  token: planToken,
  replaces: [],
  minutes: times.backup,
  create({ inputs, cloud }) {
    demandTags(inputs);
    for (const rule of list(inputs, "rules")) if (isMap(rule)) demandRule(rule, cloud);
    const id = `00000000-0000-4000-9000-${cloud.newDigits(12)}`;
    return { id, computed: { arn: cloud.arn("backup", `backup-plan:${id}`), version: cloud.newDigits(36) } };
  },
  update({ inputs, cloud }) {
    for (const rule of list(inputs, "rules")) if (isMap(rule)) demandRule(rule, cloud);
    return { version: cloud.newDigits(36) };
  },
  remove(object, cloud) {
    const selected = cloud.all(selection.token).some(({ inputs }) => text(inputs, "planId") === object.id);
    demand(
      !selected,
      "BK3",
      "InvalidRequestException: Related backup plan selections must be deleted prior to backup plan deletion",
    );
  },
};

function demandRule(rule: Properties, cloud: Cloud): void {
  const name = text(rule, "ruleName");
  demand(/^[A-Za-z0-9._-]{1,50}$/.test(name), "BK3", `InvalidParameterValueException: rule name "${name}"`);
  const [start, completion] = [number(rule, "startWindow") ?? 480, number(rule, "completionWindow") ?? 10080];
  demand(
    start >= 60 && completion >= start + 60,
    "BK3",
    `InvalidParameterValueException: windows of ${start} and ${completion} minutes`,
  );
  const target = text(rule, "targetVaultName");
  demand(
    cloud.named(vaultToken, target) !== undefined,
    "BK3",
    `ResourceNotFoundException: Backup vault ${target} does not exist`,
  );
  const { deleteAfter, coldStorageAfter } = map(rule, "lifecycle");
  const kept = typeof deleteAfter === "number" ? deleteAfter : Infinity;
  demand(
    typeof coldStorageAfter !== "number" || kept >= coldStorageAfter + 90,
    "BK3",
    "InvalidParameterValueException: deleteAfter must be 90 days after coldStorageAfter",
  );
  const lock = cloud.all(lockToken).find(({ inputs }) => text(inputs, "backupVaultName") === target);
  const within =
    !lock ||
    (kept >= (number(lock.inputs, "minRetentionDays") ?? 1) &&
      kept <= (number(lock.inputs, "maxRetentionDays") ?? Infinity));
  demand(within, "BK3", `jobs would fail: ${kept} days are outside of the lock of vault ${target}`);
}

export const selection: CloudType = {
  token: "aws:backup/selection:Selection",
  replaces: ["*"],
  minutes: times.backup,
  create({ inputs, cloud }) {
    const planId = text(inputs, "planId");
    demand(
      cloud.get(planToken, planId) !== undefined,
      "BK4",
      `ResourceNotFoundException: Backup plan ${planId} does not exist`,
    );
    const arn = text(inputs, "iamRoleArn");
    const role = roleOf(arn, cloud);
    const context = { "aws:sourceaccount": cloud.account.accountId };
    demand(
      role !== undefined && trusts(role, "backup.amazonaws.com", ["sts:AssumeRole"], context),
      "BK4",
      `InvalidParameterValueException: IAM Role ${arn} cannot be assumed by AWS Backup`,
    );
    const wild = list(inputs, "resources").filter((resource) => typeof resource === "string" && resource.includes("*"));
    demand(
      wild.length <= 30,
      "BK4",
      `InvalidParameterValueException: ${wild.length} ARNs with wildcards, the maximum is 30`,
    );
    return { id: `00000000-0000-4000-a000-${cloud.newDigits(12)}` };
  },
};
