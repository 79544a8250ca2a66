import { unknown } from "../../../../policies/engine/values/value";
import { backupCoversStateful } from "../../../../policies/rules/data/backup-covers-stateful";
import { outputOf, resource, type RuleFixtures } from "../../fixture";

type Inputs = Parameters<typeof resource>[2];
const efsType = "aws:efs/fileSystem:FileSystem";
const classType = "kubernetes:storage.k8s.io/v1:StorageClass";
const efs = (tags: Inputs) => resource(efsType, "files", { encrypted: true, tags: { ...tags } });
const selection = (inputs: Inputs) =>
  resource("aws:backup/selection:Selection", "selection", { planId: "p", iamRoleArn: "r", ...inputs });
const backup = [selection({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] })];
const plan = (rule: Inputs) =>
  resource("aws:backup/plan:Plan", "plan", { rules: [{ ruleName: "daily", targetVaultName: "vault", ...rule }] });
const vault = (inputs: Inputs) => resource("aws:backup/vault:Vault", "vault", { name: "vault", ...inputs });
const lock = resource("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {
  backupVaultName: "vault",
  minRetentionDays: 35,
});
const provider = resource("pulumi:providers:aws", "aws", {
  defaultTags: JSON.stringify({ tags: { backup: "daily" } }),
});
const ebsClass = (parameters: Inputs) =>
  resource(classType, "c", { provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true", ...parameters } });

export const fixtures: RuleFixtures = {
  rule: backupCoversStateful,

  passes: [
    { when: "a file system carries the tag of a selection", resources: [...backup, efs({ backup: "daily" })] },
    {
      when: "the tag comes from the provider's default tags",
      resources: [...backup, provider, resource(efsType, "files", {}, { provider: provider.urn })],
    },
    {
      when: "a selection takes everything of the kind",
      resources: [selection({ resources: ["arn:aws:elasticfilesystem:*:*:file-system/*"] }), efs({})],
    },
    { when: "a selection takes everything", resources: [selection({ resources: ["*"] }), efs({})] },
    { when: "a selection names the file system", resources: [efs({}), selection({ resources: [outputOf(efs({}))] })] },
    {
      when: "a condition on a tag holds",
      resources: [
        selection({
          resources: ["*"],
          conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup", value: "daily" }] }],
        }),
        efs({ backup: "daily" }),
      ],
    },
    {
      when: "volumes of a storage class carry the tag",
      resources: [...backup, ebsClass({ tagSpecification_1: "backup=daily" })],
    },
    { when: "the vault has a key and a lock", resources: [vault({ kmsKeyArn: "k" }), lock] },
    {
      when: "a pattern takes it although its tag does not",
      resources: [
        selection({ resources: ["*"], selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
        efs({}),
      ],
    },
  ],
  fails: [
    { when: "there is no selection at all", resources: [efs({ backup: "daily" })], paths: ["tags"] },
    { when: "the tag has another value", resources: [...backup, efs({ backup: "weekly" })], paths: ["tags"] },
    {
      when: "the selection takes another kind",
      resources: [selection({ resources: ["arn:aws:rds:*:*:db:*"] }), efs({})],
      paths: ["tags"],
    },
    {
      when: "the selection excludes the kind",
      resources: [
        selection({ resources: ["*"], notResources: ["arn:aws:elasticfilesystem:*:*:file-system/*"] }),
        efs({}),
      ],
      paths: ["tags"],
    },
    {
      when: "one of two conditions does not hold",
      resources: [
        selection({
          resources: ["*"],
          conditions: [
            {
              stringEquals: [
                { key: "aws:ResourceTag/backup", value: "daily" },
                { key: "aws:ResourceTag/stage", value: "prod" },
              ],
            },
          ],
        }),
        efs({ backup: "daily" }),
      ],
      paths: ["tags"],
    },
    {
      when: "volumes of a storage class carry no such tag",
      resources: [...backup, ebsClass({})],
      paths: ["parameters"],
    },
    {
      when: "a class names the provisioner that the driver has taken over",
      resources: [...backup, resource(classType, "c", { provisioner: "kubernetes.io/aws-ebs" })],
      paths: ["parameters"],
    },
    {
      when: "backups are deleted after a week",
      resources: [plan({ lifecycle: { deleteAfter: 7 }, copyActions: [{ destinationVaultArn: "v" }] })],
      paths: ["rules[0].lifecycle.deleteAfter"],
    },
    {
      when: "backups are copied nowhere",
      resources: [plan({ lifecycle: { deleteAfter: 35 } })],
      paths: ["rules[0].copyActions"],
      level: "advisory",
    },
    {
      when: "the vault has no key and is emptied by force",
      resources: [vault({ forceDestroy: true }), lock],
      paths: ["kmsKeyArn", "forceDestroy"],
    },
    { when: "the vault has no lock", resources: [vault({ kmsKeyArn: "k" })], paths: [""], level: "advisory" },
  ],
  undecided: [
    { when: "the tags are unknown", resources: [...backup, resource(efsType, "files", { tags: unknown })] },
    { when: "the selection is unknown", resources: [selection({ resources: unknown }), efs({})] },

    {
      when: "a tag of the storage class is unknown",
      resources: [...backup, ebsClass({ tagSpecification_1: unknown })],
    },
  ],
  outside: [
    {
      when: "the storage class makes EFS access points",
      resources: [resource(classType, "c", { provisioner: "efs.csi.aws.com" })],
    },
  ],
};
