import type { Resource } from "../graph/resource";
import { violation, type Condition } from "../rule";
import { and, or, type Truth } from "../values/truth";

const instance = "aws:rds/instance:Instance";
const redshift = "aws:redshift/cluster:Cluster";

/** What each kind of database says of its encryption, its address and its backups. */
export const databaseReads: Readonly<Record<string, readonly string[]>> = {
  [instance]: [
    "storageEncrypted",
    "publiclyAccessible",
    "backupRetentionPeriod",
    "replicateSourceDb",
    "snapshotIdentifier",
    "restoreToPointInTime",
  ],
  "aws:rds/cluster:Cluster": [
    "storageEncrypted",
    "engineMode",
    "backupRetentionPeriod",
    "replicationSourceIdentifier",
    "snapshotIdentifier",
    "restoreToPointInTime",
  ],
  "aws:rds/clusterInstance:ClusterInstance": ["publiclyAccessible"],
  "aws:docdb/cluster:Cluster": [
    "storageEncrypted",
    "backupRetentionPeriod",
    "snapshotIdentifier",
    "restoreToPointInTime",
  ],
  "aws:neptune/cluster:Cluster": [
    "storageEncrypted",
    "backupRetentionPeriod",
    "replicationSourceIdentifier",
    "snapshotIdentifier",
  ],
  [redshift]: ["encrypted", "publiclyAccessible"],
};

const MIN_BACKUP_DAYS = 7;

/** Whether a database is encrypted, has no public address and, in production, keeps its backups for a week. */
export function databaseConditions(store: Resource, production: boolean): Condition[] {
  const reads = databaseReads[store.type] ?? [];
  return [
    ...(reads.includes("storageEncrypted") ? [unencrypted(store)] : []),
    // Redshift encrypts unless it is told not to.
    ...(store.type === redshift ? [plain(store.at("encrypted").isFalse(), "encrypted")] : []),
    ...(reads.includes("publiclyAccessible")
      ? [
          violation(
            store.at("publiclyAccessible").isTrue(),
            "publiclyAccessible",
            "The database has a public address.",
            {
              fix: "Set publiclyAccessible to false.",
            },
          ),
        ]
      : []),
    ...(production && reads.includes("backupRetentionPeriod") ? shortBackups(store) : []),
  ];
}

function unencrypted(store: Resource): Condition {
  const encrypted = store.at("storageEncrypted");
  const sources = [
    "replicateSourceDb",
    "replicationSourceIdentifier",
    "snapshotIdentifier",
    "restoreToPointInTime",
  ].map((key) => store.at(key));
  const source = sources.find((property) => !property.isAbsent);
  // What is made from another database or a snapshot is encrypted as that one is.
  const inherited: Truth =
    source === undefined
      ? false
      : { path: source.path, reason: "encryption comes from the source, which nothing here describes" };
  // The first kind of Aurora without servers is always encrypted.
  const isProvisioned = store.at("engineMode").satisfies((mode) => mode !== "serverless");
  const byDefault = and(encrypted.absent(), isProvisioned, or(source === undefined, inherited));
  return plain(or(encrypted.isFalse(), byDefault), encrypted.path);
}

function plain(when: Truth, path: string): Condition {
  return violation(when, path, "The database is not encrypted.", { fix: `Set ${path} to true.` });
}

function shortBackups(store: Resource): Condition[] {
  // A replica has the backups of its source unless it asks for its own.
  if (store.type === instance && !store.at("replicateSourceDb").isAbsent) return [];
  const days = store.at("backupRetentionPeriod");
  return [
    violation(
      days.satisfies((value) => Number(value ?? 0) < MIN_BACKUP_DAYS),
      days,
      `Backups are kept for fewer than ${String(MIN_BACKUP_DAYS)} days.`,
      { fix: `Set backupRetentionPeriod to at least ${String(MIN_BACKUP_DAYS)}.` },
    ),
  ];
}
