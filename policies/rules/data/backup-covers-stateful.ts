import { backedUpTypes, candidate, claimedVolumes, isBackedUp, selects } from "../../engine/data/backup-selection";
import { keyTypes, lacksCustomerKey } from "../../engine/data/customer-key";
import type { Resource } from "../../engine/graph/resource";
import { Property } from "../../engine/values/property";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, some } from "../../engine/values/truth";

const storageClass = "kubernetes:storage.k8s.io/v1:StorageClass";
const plan = "aws:backup/plan:Plan";
const vault = "aws:backup/vault:Vault";
const vaultLock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export const backupCoversStateful: Rule = {
  id: "DATA-12",
  name: "backup-covers-stateful",
  title: "Every stateful resource is backed up, for long enough, into a vault that keeps what it has",
  why: "Data that no backup plan selects is gone with its resource, and a vault without key or lock goes with the account's credentials.",
  fix: "Add the resource, or a tag that it carries, to a backup selection.",
  level: "production",
  scope: "stack",
  references: {
    fsbp: ["EFS.2", "Backup.1"],
    securityHub: ["EC2.28"],
    soc2: ["A1.2", "A1.3"],
    hipaa: ["308(a)(7)(ii)(A)", "308(a)(7)(ii)(B)", "310(d)(2)(iv)"],
  },
  reads: {
    ...Object.fromEntries(Object.keys(backedUpTypes).map((type) => [type, ["tags"]])),
    [storageClass]: ["provisioner", "parameters"],
    [plan]: ["rules[].lifecycle.deleteAfter", "rules[].copyActions"],
    [vault]: ["kmsKeyArn", "forceDestroy"],
  },
  follows: ["aws:backup/selection:Selection", vaultLock, ...keyTypes],
  check(resource, context) {
    switch (resource.type) {
      case plan:
        return planConditions(resource, context);
      case vault:
        return vaultConditions(resource, context);
      case storageClass:
        return classConditions(resource, context);
      default:
        return statefulConditions(resource, context);
    }
  },
};

function statefulConditions(resource: Resource, { graph }: Context): Condition[] {
  const item = candidate(resource, graph);
  if (!item) return [];
  return [violation(not(isBackedUp(item, graph)), "tags", "No backup selection takes this resource.")];
}

/** Volumes that claims make are not in the stack; only the tags that their class sets can select them. */
function classConditions(resource: Resource, { graph }: Context): Condition[] {
  const isEbs = resource.at("provisioner").is("ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs");
  if (isEbs === false) return [];
  const parameters = resource.at("parameters");
  const tags = volumeTags(parameters);
  const covered = some(
    graph.ofType("aws:backup/selection:Selection"),
    (selection) => selects(selection, { form: claimedVolumes, tag: (key) => tags.get(key) }, graph),
    parameters.keys().open,
  );
  return [
    violation(and(isEbs, not(covered)), parameters, "No backup selection takes the volumes that this class makes.", {
      fix: "Set a parameter tagSpecification_1 to a tag that a backup selection uses.",
    }),
  ];
}

/** The tags of parameters such as `tagSpecification_1: "backup=daily"`; one that is unknown may set any tag. */
function volumeTags(parameters: Property): { get(key: string): Property | undefined } {
  const tags = new Map<string, Property>();
  let anyTag: Property | undefined;
  for (const key of parameters.keys().known.filter((name) => /^tagSpecification_\d+$/.test(name))) {
    const specification = parameters.child(key);
    if (specification.isUnknown) anyTag = specification;
    const [name = "", ...value] = (specification.text() ?? "").split("=");
    tags.set(name, new Property(value.join("="), specification.path, specification.isSecret));
  }
  return { get: (key) => tags.get(key) ?? anyTag };
}

function planConditions(resource: Resource, { parameters }: Context): Condition[] {
  const { known, open } = resource.at("rules").elements();
  const conditions = known.flatMap((rule) => {
    const days = rule.at("lifecycle.deleteAfter");
    const copies = rule.child("copyActions");
    return [
      violation(
        days.satisfies((value) => value !== undefined && Number(value) < parameters.backupRetentionMinDays),
        days,
        `Backups are deleted after ${days.shown()} days.`,
        { fix: `Set deleteAfter to at least ${String(parameters.backupRetentionMinDays)}.` },
      ),
      ...(parameters.environment === "prod"
        ? [
            violation(
              copies.satisfies((value) => value === undefined || (Array.isArray(value) && value.length === 0)),
              copies,
              "Backups are not copied to another region or account.",
              { level: "advisory", fix: "Add a copy action whose vault is elsewhere." },
            ),
          ]
        : []),
    ];
  });
  if (open) conditions.push(violation(open, "rules", "A rule of the plan may keep backups for too short a time."));
  return conditions;
}

function vaultConditions(resource: Resource, { graph, parameters }: Context): Condition[] {
  const key = resource.at("kmsKeyArn");
  const force = resource.at("forceDestroy");
  const conditions = [
    violation(lacksCustomerKey(resource, key, graph), key, "The vault has no customer managed key.", {
      fix: "Set kmsKeyArn to a key of your own.",
    }),
    violation(force.isTrue(), force, "Destroying the vault deletes every backup in it.", {
      fix: "Set forceDestroy to false.",
    }),
  ];
  if (parameters.environment === "prod") {
    const locks = graph.referrers(resource, vaultLock, "backupVaultName");
    conditions.push(
      violation(
        not(some(locks, ({ refers }) => refers)),
        "",
        "Nothing keeps backups in the vault from being deleted early.",
        {
          level: "advisory",
          fix: "Register a vault lock configuration for the vault.",
        },
      ),
    );
  }
  return conditions;
}
