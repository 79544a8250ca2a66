import { keyTypes, lacksCustomerKey, lacksKey } from "../../engine/data/customer-key";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const table = "aws:dynamodb/table:Table";
const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const search = "aws:opensearch/domain:Domain";
const queue = "aws:sqs/queue:Queue";
const topic = "aws:sns/topic:Topic";

const MIN_BACKUP_DAYS = 7;

export const managedStoresEncrypted: Rule = {
  id: "DATA-10",
  name: "managed-stores-encrypted",
  title: "Databases, caches, search domains, queues and topics are encrypted, private and recoverable",
  why: "These stores hold the platform's data: unencrypted, public or without backups they are where it leaks or is lost.",
  fix: "Turn on encryption.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    fsbp: [
      "DynamoDB.2",
      "RDS.2",
      "RDS.3",
      "RDS.11",
      "RDS.27",
      "ElastiCache.4",
      "ElastiCache.5",
      "Opensearch.1",
      "Opensearch.2",
      "Opensearch.3",
      "SQS.1",
    ],
    soc2: ["CC6.1", "C1.1"],
    hipaa: ["312(a)(2)(iv)", "312(e)(2)(ii)"],
  },
  reads: {
    [table]: [
      "serverSideEncryption.enabled",
      "serverSideEncryption.kmsKeyArn",
      "pointInTimeRecovery.enabled",
      "replicas[].pointInTimeRecovery",
    ],
    [instance]: [
      "storageEncrypted",
      "publiclyAccessible",
      "backupRetentionPeriod",
      "replicateSourceDb",
      "snapshotIdentifier",
      "restoreToPointInTime",
    ],
    [cluster]: [
      "storageEncrypted",
      "backupRetentionPeriod",
      "replicationSourceIdentifier",
      "snapshotIdentifier",
      "restoreToPointInTime",
    ],
    [cache]: ["atRestEncryptionEnabled", "transitEncryptionEnabled"],
    [search]: [
      "encryptAtRest.enabled",
      "nodeToNodeEncryption.enabled",
      "domainEndpointOptions.enforceHttps",
      "vpcOptions",
    ],
    [queue]: ["kmsMasterKeyId", "sqsManagedSseEnabled"],
    [topic]: ["kmsMasterKeyId"],
  },
  follows: keyTypes,
  check(store, { graph, parameters }) {
    const production = parameters.environment === "prod";
    switch (store.type) {
      case table:
        return tableConditions(store, production, graph);
      case instance:
      case cluster:
        return databaseConditions(store, production);
      case cache:
        return [
          flag(store.at("atRestEncryptionEnabled"), "The cache is not encrypted at rest."),
          flag(store.at("transitEncryptionEnabled"), "Traffic to the cache is not encrypted."),
        ];
      case search:
        return searchConditions(store);
      case queue:
        return [queueCondition(store, graph)];
      default: {
        const key = store.at("kmsMasterKeyId");
        return [
          violation(lacksKey(store, key, graph), key, "The topic is not encrypted.", {
            level: "production",
            fix: "Set kmsMasterKeyId to a key that admits the topic's publishers.",
          }),
        ];
      }
    }
  },
};

function tableConditions(store: Resource, production: boolean, graph: Graph): Condition[] {
  // DynamoDB encrypts every table; the question in production is under whose key.
  if (!production) return [];
  const encryption = store.at("serverSideEncryption");
  const key = encryption.child("kmsKeyArn");
  const recovery = store.at("pointInTimeRecovery.enabled");
  const replicas = store.at("replicas").elements();
  return [
    violation(
      or(not(encryption.child("enabled").isTrue()), lacksCustomerKey(store, key, graph)),
      key,
      "The table has no customer managed key.",
      {
        fix: "Set serverSideEncryption to enabled with a kmsKeyArn of your own.",
      },
    ),
    violation(not(recovery.isTrue()), recovery, "The table cannot be restored to a point in time.", {
      fix: "Set pointInTimeRecovery.enabled to true.",
    }),
    violation(
      some(replicas.known, (replica) => not(replica.child("pointInTimeRecovery").isTrue()), replicas.open),
      store.at("replicas"),
      "A replica of the table cannot be restored to a point in time.",
      { fix: "Set pointInTimeRecovery to true on every replica." },
    ),
  ];
}

function databaseConditions(store: Resource, production: boolean): Condition[] {
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
  const conditions = [
    violation(
      or(encrypted.isFalse(), and(encrypted.absent(), or(source === undefined, inherited))),
      encrypted,
      "The database is not encrypted.",
      {
        fix: "Set storageEncrypted to true.",
      },
    ),
  ];
  if (store.type === instance)
    conditions.push(
      violation(store.at("publiclyAccessible").isTrue(), "publiclyAccessible", "The database has a public address.", {
        fix: "Set publiclyAccessible to false.",
      }),
    );
  // A replica has the backups of its source unless it asks for its own.
  const isReplica = store.type === instance && !store.at("replicateSourceDb").isAbsent;
  if (production && !isReplica) {
    const days = store.at("backupRetentionPeriod");
    conditions.push(
      violation(
        days.satisfies((value) => Number(value ?? 0) < MIN_BACKUP_DAYS),
        days,
        `Backups are kept for fewer than ${String(MIN_BACKUP_DAYS)} days.`,
        { fix: `Set backupRetentionPeriod to at least ${String(MIN_BACKUP_DAYS)}.` },
      ),
    );
  }
  return conditions;
}

function searchConditions(store: Resource): Condition[] {
  const vpc = store.at("vpcOptions");
  return [
    flag(store.at("encryptAtRest.enabled"), "The search domain is not encrypted at rest."),
    flag(store.at("nodeToNodeEncryption.enabled"), "Traffic between the domain's nodes is not encrypted."),
    flag(store.at("domainEndpointOptions.enforceHttps"), "The domain answers without TLS."),
    violation(vpc.absent(), vpc, "The search domain has a public endpoint.", {
      fix: "Set vpcOptions with private subnets.",
    }),
  ];
}

/** SQS encrypts by itself unless it is told not to. */
function queueCondition(store: Resource, graph: Graph): Condition {
  const managed = store.at("sqsManagedSseEnabled");
  return violation(
    and(managed.isFalse(), lacksKey(store, store.at("kmsMasterKeyId"), graph)),
    managed,
    "The queue is not encrypted.",
    {
      fix: "Set kmsMasterKeyId, or leave sqsManagedSseEnabled on.",
    },
  );
}

function flag(property: Property, message: string): Condition {
  return violation(not(property.isTrue()), property, message, { fix: `Set ${property.path} to true.` });
}
