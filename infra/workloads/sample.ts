import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import type { Cluster } from "../../components/cluster";
import { CustomerKey } from "../../components/encryption/customer-key";
import { dynamodb, s3 } from "../../components/identity/grants";
import type { PolicyStatement } from "../../components/identity/policy-document";
import { WorkloadIdentity } from "../../components/identity/workload-identity";
import type { Storage } from "../../components/storage";
import { ItemTable } from "../../components/storage/stores/item-table";
import { PrivateBucket } from "../../components/storage/stores/private-bucket";
import { sampleLabels, SampleWorkload, TenantNamespace } from "../../components/tenancy";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { sampleName, scaledElsewhere } from "../config/relations/autoscaling";
import { sampleReader } from "../config/relations/secrets";
import { onFargate } from "../nodes/fargate";
import { providerClassName, sampleRole } from "../secrets/readers";
import type { PlatformSecrets } from "../secrets/secrets";

/** The parts of the platform that the sample is built on. */
export interface SampleSurroundings {
  readonly location: Location;
  readonly cluster: Cluster;
  readonly storage: Storage;
  /** What its pods wait for. */
  readonly ready: readonly pulumi.Resource[];
  readonly secrets: PlatformSecrets | undefined;
}

const app = sampleReader;
const reader = "catalog-reader";
const importer = "importer";

/**
 * A tenant's namespace with a web server, a bucket and a table. Its pods get objects from one prefix of the bucket and put
 * items into the table, and nothing else. A second service account has the rights of a role in another account, and a
 * third one, where it is asked for, puts the objects with a role by IRSA, as pods on Fargate would have to.
 */
export function createSample(
  config: Config,
  around: SampleSurroundings,
  opts: pulumi.ComponentResourceOptions,
): { readonly namespace: TenantNamespace; readonly parts: readonly pulumi.Resource[] } {
  const { prefix, sample } = config;
  const { location, cluster, ready, secrets } = around;
  // No agent hands out credentials of Pod Identity on Fargate, and a role by IRSA comes with its service account.
  const byIrsa = onFargate(config, { namespace: sample.namespace, labels: sampleLabels("sample") });
  const namespace = new TenantNamespace(
    "sample",
    {
      name: sample.namespace,
      cluster,
      serviceAccounts: [...(byIrsa ? [] : [app]), ...(sample.catalogRoleArn === undefined ? [] : [reader])],
    },
    opts,
  );
  const shared = { location, cluster, namespace: sample.namespace, ...roleSettings(config.access) };
  const rights = createStores(config, around, opts);
  const identity = new WorkloadIdentity(
    "sample-app",
    {
      ...shared,
      name: sampleRole(prefix),
      serviceAccount: app,
      ...(byIrsa && {
        mechanism: "irsa",
        account: { kubernetes: cluster.kubernetes, after: namespace.ready },
      }),
      statements: [...rights.app, ...(secrets?.rights(sample.namespace, app) ?? [])],
    },
    opts,
  );
  const delivered = secrets?.deliver(namespace) ?? [];
  const mountsSecrets = config.secrets.driver === "csi" && delivered.length > 0;
  const importing =
    sample.importer &&
    new WorkloadIdentity(
      "sample-importer",
      {
        ...shared,
        name: `${prefix}-sample-importer`,
        serviceAccount: importer,
        account: { kubernetes: cluster.kubernetes, after: namespace.ready },
        mechanism: "irsa",
        statements: rights.importer,
      },
      opts,
    );
  const reading =
    sample.catalogRoleArn !== undefined &&
    new WorkloadIdentity(
      "sample-reader",
      { ...shared, name: `${prefix}-sample-reader`, serviceAccount: reader, assumes: sample.catalogRoleArn },
      opts,
    );
  const workload = new SampleWorkload(
    "sample",
    {
      name: sampleName,
      cluster,
      namespace,
      serviceAccount: app,
      autoscaler: !scaledElsewhere(config),
      nodes: [...ready, ...identity.ready, ...delivered],
      ...(mountsSecrets && { secretProviderClass: providerClassName(app) }),
    },
    opts,
  );
  const parts = [namespace, identity, importing, reading, workload].filter((part) => part !== false);
  return { namespace, parts: [...parts, ...delivered] };
}

/** Creates the sample's bucket and table, and returns what its service accounts may do with them. */
function createStores(
  { prefix, protection }: Config,
  { location, storage }: SampleSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Readonly<Record<"app" | "importer", readonly PolicyStatement[]>> {
  const protect = protection.protectStateful;
  const key = new CustomerKey(
    "sample-key",
    {
      name: `${prefix}-sample`,
      description: `Bucket and table of the sample of ${prefix}`,
      location,
      // The pods reach the key through their role, which the account's own statement admits.
      statements: [],
      deletionWindowInDays: protection.keyDeletionWindowDays,
    },
    { ...opts, protect },
  );
  const bucket = new PrivateBucket(
    "sample-inbox",
    {
      // Buckets share one space of names with all accounts.
      name: `${prefix}-inbox-${location.accountId}`,
      location,
      key,
      forceDestroy: !protect,
      protect,
    },
    opts,
  );
  const table = new ItemTable(
    "sample-orders",
    {
      name: `${prefix}-orders`,
      location,
      partitionKey: "orderId",
      key,
      backup: storage.backupTag,
      deletionProtection: protection.deletionProtection,
    },
    opts,
  );
  const grantKey = { key: { location, aliasName: key.aliasName } };
  return {
    app: [...s3.get(bucket.arn, "orders/", grantKey), ...dynamodb.put(table.arn, grantKey)],
    importer: s3.write(bucket.arn, "orders/", grantKey),
  };
}
