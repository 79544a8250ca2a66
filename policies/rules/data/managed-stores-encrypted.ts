import { keyTypes, lacksCustomerKey, lacksKey } from "../../engine/data/customer-key";
import { databaseConditions, databaseReads } from "../../engine/data/database";
import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

const table = "aws:dynamodb/table:Table";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const memory = "aws:memorydb/cluster:Cluster";
/** The second is the older class for the same service. */
const searches: readonly string[] = ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"];
const kafka = "aws:msk/cluster:Cluster";
const stream = "aws:kinesis/stream:Stream";
const queue = "aws:sqs/queue:Queue";
const topic = "aws:sns/topic:Topic";

export const managedStoresEncrypted: Rule = {
  id: "DATA-10",
  name: "managed-stores-encrypted",
  title: "Databases, caches, search domains, queues, topics and streams are encrypted, private and recoverable",
  why: "These stores hold the platform's data: unencrypted, public or without backups they are where it leaks or is lost.",
  fix: "Turn on encryption.",
  level: "mandatory",
  scope: "resource and stack",
  references: {
    fsbp: [
      ...["DynamoDB.2", "RDS.2", "RDS.3", "RDS.11", "RDS.27", "DocumentDB.1", "DocumentDB.2", "Neptune.1", "Neptune.5"],
      ...[
        "Redshift.1",
        "Redshift.10",
        "ElastiCache.4",
        "ElastiCache.5",
        "Opensearch.1",
        "Opensearch.2",
        "Opensearch.3",
      ],
      ...["ES.1", "ES.2", "ES.3", "MSK.1", "Kinesis.1", "SQS.1"],
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
    ...databaseReads,
    [cache]: ["atRestEncryptionEnabled", "transitEncryptionEnabled", "engine", "globalReplicationGroupId"],
    [memory]: ["tlsEnabled"],
    ...Object.fromEntries(
      searches.map((type) => [
        type,
        ["encryptAtRest.enabled", "nodeToNodeEncryption.enabled", "domainEndpointOptions.enforceHttps", "vpcOptions"],
      ]),
    ),
    [kafka]: ["encryptionInfo.encryptionInTransit"],
    [stream]: ["encryptionType"],
    [queue]: ["kmsMasterKeyId", "sqsManagedSseEnabled"],
    [topic]: ["kmsMasterKeyId"],
  },
  follows: keyTypes,
  check(store, { graph, parameters }) {
    const production = parameters.environment === "prod";
    switch (store.type) {
      case table:
        return tableConditions(store, production, graph);
      case cache:
        return cacheConditions(store);
      case memory:
      case kafka:
        return trafficConditions(store);
      case queue:
        return [queueCondition(store, graph)];
      case topic: {
        const key = store.at("kmsMasterKeyId");
        return [
          violation(lacksKey(store, key, graph), key, "The topic is not encrypted.", {
            level: "production",
            fix: "Set kmsMasterKeyId to a key that admits the topic's publishers.",
          }),
        ];
      }
      case stream: {
        const type = store.at("encryptionType");
        return [
          violation(not(type.is("KMS")), type, "The stream is not encrypted.", { fix: "Set encryptionType to KMS." }),
        ];
      }
    }
    return searches.includes(store.type) ? searchConditions(store) : databaseConditions(store, production);
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

/** At rest, Valkey encrypts unless it is told not to, and the members of a global cache do as its first one does. */
function cacheConditions(store: Resource): Condition[] {
  const [atRest, inTransit] = [store.at("atRestEncryptionEnabled"), store.at("transitEncryptionEnabled")];
  const global = store.at("globalReplicationGroupId");
  const isMember: Truth = global.isAbsent
    ? false
    : { path: global.path, reason: "encryption comes from the global cache, which nothing here describes" };
  const lacks = (property: Property, isDefault: Truth): Truth =>
    or(
      property.satisfies((value) => value !== undefined && value !== true && value !== "true"),
      and(property.absent(), not(isDefault), or(global.isAbsent, isMember)),
    );
  const engine = store.at("engine");
  return [
    { ...flag(atRest, "The cache is not encrypted at rest."), when: lacks(atRest, engine.is("valkey")) },
    { ...flag(inTransit, "Traffic to the cache is not encrypted."), when: lacks(inTransit, false) },
  ];
}

/** Kafka and MemoryDB encrypt what travels unless they are told not to. */
function trafficConditions(store: Resource): Condition[] {
  const [tls, inCluster, clientBroker] = [
    store.at("tlsEnabled"),
    store.at("encryptionInfo.encryptionInTransit.inCluster"),
    store.at("encryptionInfo.encryptionInTransit.clientBroker"),
  ];
  if (store.type === memory)
    return [
      violation(tls.isFalse(), tls, "Traffic to the database is not encrypted.", { fix: "Set tlsEnabled to true." }),
    ];
  return [
    violation(clientBroker.is("TLS_PLAINTEXT", "PLAINTEXT"), clientBroker, "Brokers answer clients without TLS.", {
      fix: "Set clientBroker to TLS.",
    }),
    violation(inCluster.isFalse(), inCluster, "Traffic between brokers is not encrypted.", {
      fix: "Set inCluster to true.",
    }),
  ];
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
