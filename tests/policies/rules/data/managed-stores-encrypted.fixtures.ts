import { unknown } from "../../../../policies/engine/values/value";
import { managedStoresEncrypted } from "../../../../policies/rules/data/managed-stores-encrypted";
import { resource, type RuleFixtures } from "../../fixture";

const table = "aws:dynamodb/table:Table";
const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
const search = "aws:opensearch/domain:Domain";
const olderSearch = "aws:elasticsearch/domain:Domain";
const documents = "aws:docdb/cluster:Cluster";
const neptune = "aws:neptune/cluster:Cluster";
const redshift = "aws:redshift/cluster:Cluster";
const memory = "aws:memorydb/cluster:Cluster";
const kafka = "aws:msk/cluster:Cluster";
const stream = "aws:kinesis/stream:Stream";
const queue = "aws:sqs/queue:Queue";
const topic = "aws:sns/topic:Topic";

export const fixtures: RuleFixtures = {
  rule: managedStoresEncrypted,

  passes: [
    {
      when: "a table has a key and can be restored",
      resources: [
        resource(table, "t", {
          serverSideEncryption: { enabled: true, kmsKeyArn: "k" },
          pointInTimeRecovery: { enabled: true },
          replicas: [{ regionName: "eu-north-1", pointInTimeRecovery: true }],
        }),
      ],
    },
    {
      when: "a database is encrypted, private and backed up",
      resources: [
        resource(instance, "d", { storageEncrypted: true, publiclyAccessible: false, backupRetentionPeriod: 14 }),
        resource(cluster, "c", { storageEncrypted: true, backupRetentionPeriod: 7 }),
      ],
    },
    {
      when: "a cache encrypts at rest and in transit",
      resources: [resource(cache, "r", { atRestEncryptionEnabled: true, transitEncryptionEnabled: true })],
    },
    {
      when: "the provider wants the cache's flag as a string",
      resources: [resource(cache, "r", { atRestEncryptionEnabled: "true", transitEncryptionEnabled: true })],
    },
    {
      when: "Valkey says nothing of its data, which it encrypts by itself",
      resources: [resource(cache, "r", { engine: "valkey", transitEncryptionEnabled: true })],
    },
    {
      when: "the first kind of Aurora without servers says nothing, which encrypts by itself",
      resources: [resource(cluster, "c", { engineMode: "serverless", backupRetentionPeriod: 7 })],
    },
    {
      when: "clusters of documents and graphs are encrypted and backed up",
      resources: [documents, neptune].map((type) =>
        resource(type, "c", { storageEncrypted: true, backupRetentionPeriod: 7 }),
      ),
    },
    {
      when: "Redshift, MemoryDB and Kafka say nothing, which encrypt by themselves",
      resources: [resource(redshift, "r"), resource(memory, "m"), resource(kafka, "k")],
    },
    { when: "a stream has a key", resources: [resource(stream, "s", { encryptionType: "KMS" })] },
    {
      when: "a member of a database cluster has no public address",
      resources: [resource("aws:rds/clusterInstance:ClusterInstance", "i", {})],
    },
    {
      when: "a search domain is encrypted and private",
      resources: [
        resource(search, "s", {
          encryptAtRest: { enabled: true },
          nodeToNodeEncryption: { enabled: true },
          domainEndpointOptions: { enforceHttps: true },
          vpcOptions: { subnetIds: ["subnet-1"] },
        }),
      ],
    },
    { when: "a queue says nothing, since SQS encrypts by itself", resources: [resource(queue, "q")] },
    {
      when: "a queue uses a key instead",
      resources: [resource(queue, "q", { sqsManagedSseEnabled: false, kmsMasterKeyId: "k" })],
    },
    { when: "a topic has a key", resources: [resource(topic, "n", { kmsMasterKeyId: "k" })] },
  ],
  fails: [
    {
      when: "a table says nothing in production",
      resources: [resource(table, "t")],
      paths: ["serverSideEncryption.kmsKeyArn", "pointInTimeRecovery.enabled"],
    },
    {
      when: "a replica cannot be restored",
      resources: [
        resource(table, "t", {
          serverSideEncryption: { enabled: true, kmsKeyArn: "k" },
          pointInTimeRecovery: { enabled: true },
          replicas: [{ regionName: "eu-north-1" }],
        }),
      ],
      paths: ["replicas"],
    },
    {
      when: "a database says nothing",
      resources: [resource(instance, "d")],
      paths: ["storageEncrypted", "backupRetentionPeriod"],
    },
    {
      when: "a database is public",
      resources: [
        resource(instance, "d", { storageEncrypted: true, publiclyAccessible: true, backupRetentionPeriod: 7 }),
      ],
      paths: ["publiclyAccessible"],
    },
    {
      when: "a restored database says that it is not encrypted",
      resources: [
        resource(instance, "d", { storageEncrypted: false, snapshotIdentifier: "s", backupRetentionPeriod: 7 }),
      ],
      paths: ["storageEncrypted"],
    },
    {
      when: "a cache says nothing",
      resources: [resource(cache, "r")],
      paths: ["atRestEncryptionEnabled", "transitEncryptionEnabled"],
    },
    {
      when: "a search domain says nothing",
      resources: [resource(search, "s")],
      paths: [
        "encryptAtRest.enabled",
        "nodeToNodeEncryption.enabled",
        "domainEndpointOptions.enforceHttps",
        "vpcOptions",
      ],
    },
    {
      when: "a search domain of the older class says nothing",
      resources: [resource(olderSearch, "s")],
      paths: [
        "encryptAtRest.enabled",
        "nodeToNodeEncryption.enabled",
        "domainEndpointOptions.enforceHttps",
        "vpcOptions",
      ],
    },
    {
      when: "Redis says nothing of its data",
      resources: [resource(cache, "r", { engine: "redis", transitEncryptionEnabled: true })],
      paths: ["atRestEncryptionEnabled"],
    },
    {
      when: "Valkey is told not to encrypt",
      resources: [
        resource(cache, "r", { engine: "valkey", atRestEncryptionEnabled: false, transitEncryptionEnabled: true }),
      ],
      paths: ["atRestEncryptionEnabled"],
    },
    {
      when: "clusters of documents and graphs say nothing",
      resources: [resource(documents, "d"), resource(neptune, "n")],
      paths: ["storageEncrypted", "backupRetentionPeriod", "storageEncrypted", "backupRetentionPeriod"],
    },
    {
      when: "Redshift is told not to encrypt, and is public",
      resources: [resource(redshift, "r", { encrypted: "false", publiclyAccessible: true })],
      paths: ["encrypted", "publiclyAccessible"],
    },
    {
      when: "a member of a database cluster is public",
      resources: [resource("aws:rds/clusterInstance:ClusterInstance", "i", { publiclyAccessible: true })],
      paths: ["publiclyAccessible"],
    },
    {
      when: "MemoryDB answers without TLS",
      resources: [resource(memory, "m", { tlsEnabled: false })],
      paths: ["tlsEnabled"],
    },
    {
      when: "Kafka answers without TLS too",
      resources: [
        resource(kafka, "k", {
          encryptionInfo: { encryptionInTransit: { clientBroker: "TLS_PLAINTEXT", inCluster: false } },
        }),
      ],
      paths: ["encryptionInfo.encryptionInTransit.clientBroker", "encryptionInfo.encryptionInTransit.inCluster"],
    },
    { when: "a stream says nothing", resources: [resource(stream, "s")], paths: ["encryptionType"] },
    {
      when: "a queue turns its encryption off",
      resources: [resource(queue, "q", { sqsManagedSseEnabled: false })],
      paths: ["sqsManagedSseEnabled"],
    },
    { when: "a topic has no key", resources: [resource(topic, "n")], paths: ["kmsMasterKeyId"], level: "production" },
  ],
  undecided: [
    {
      when: "a replica says nothing, since it is as its source",
      resources: [resource(instance, "d", { replicateSourceDb: "primary" })],
    },
    {
      when: "a database comes from a snapshot",
      resources: [resource(cluster, "c", { snapshotIdentifier: "s", backupRetentionPeriod: 7 })],
    },
    {
      when: "a cache says nothing, since it is as the global one",
      resources: [resource(cache, "r", { globalReplicationGroupId: "g" })],
    },
    { when: "a key is unknown", resources: [resource(topic, "n", { kmsMasterKeyId: unknown })] },
  ],
  outside: [
    {
      when: "a table says nothing in development",
      resources: [resource(table, "t")],
      parameters: { environment: "dev" },
    },
  ],
};
