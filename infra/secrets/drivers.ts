import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import type { Cluster } from "../../components/cluster";
import type { PolicyStatement } from "../../components/identity/policy-document";
import { WorkloadIdentity } from "../../components/identity/workload-identity";
import type { Network } from "../../components/network";
import type { Tenant } from "../../components/tenancy";
import { flatName } from "../../components/secrets/secret-name";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { given } from "../given";
import { argoCdCopy } from "./argo-cd-copies";
import {
  failoverRegion,
  hasOwnIdentity,
  providerClassName,
  readerArn,
  readerRoleName,
  type SecretReader,
} from "./readers";

/** The parts of the platform that secrets are built on. */
export interface SecretsSurroundings {
  readonly location: Location;
  readonly cluster: Cluster;
  readonly network: Network;
  readonly tenants: readonly Tenant[];
  /** What pods wait for. */
  readonly ready: readonly pulumi.Resource[];
}

/** What carries secrets to pods. */
export interface Driver {
  /** What is installed in the cluster for it. */
  readonly installed: readonly pulumi.Resource[];
  /** Brings a reader its secrets, once all that is named exists. @returns what its pods wait for. */
  readonly bring: (
    reader: SecretReader,
    rights: readonly PolicyStatement[],
    after: readonly pulumi.Resource[],
  ) => readonly pulumi.Resource[];
}

/** Installs the driver of the configuration. */
export async function createDriver(
  config: Config,
  around: SecretsSurroundings,
  readers: readonly SecretReader[],
  opts: pulumi.ComponentResourceOptions,
): Promise<Driver> {
  switch (config.secrets.driver) {
    case "none":
      return { installed: [], bring: (reader, rights) => createIdentity(config, around, reader, rights, opts) };
    case "csi":
      return mounting(config, around, opts);
    case "external-secrets":
      return copying(config, around, readers, opts);
  }
}

function createIdentity(
  config: Config,
  { location, cluster }: SecretsSurroundings,
  reader: SecretReader,
  statements: readonly PolicyStatement[],
  opts: pulumi.ComponentResourceOptions,
): readonly pulumi.Resource[] {
  const { namespace, serviceAccount } = reader;
  if (serviceAccount === undefined || hasOwnIdentity(config, reader)) return [];
  const name = readerRoleName(config.prefix, reader);
  return new WorkloadIdentity(
    `secrets-${namespace}-${serviceAccount}`,
    { name, location, cluster, namespace, serviceAccount, statements, ...roleSettings(config.access) },
    opts,
  ).ready;
}

async function mounting(
  config: Config,
  around: SecretsSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<Driver> {
  const { secretsStoreDriver, secretProviderClass } = await import("../../components/secrets");
  const { prefix, secrets } = config;
  const { location, cluster, ready } = around;
  const { addon } = secretsStoreDriver(
    "secrets-store",
    { cluster, refreshMinutes: secrets.refreshMinutes },
    { ...opts, dependsOn: ready },
  );
  const classOf = ({ namespace, serviceAccount = "", items }: SecretReader, after: readonly pulumi.Resource[]) =>
    secretProviderClass(
      `secrets-${namespace}-${serviceAccount}`,
      {
        name: providerClassName(serviceAccount),
        namespace,
        region: location.region,
        secrets: items.map(({ name, keys }) => ({ secretName: `${prefix}/${name}`, fileName: flatName(name), keys })),
        ...given({ failoverRegion: failoverRegion(items) }),
      },
      { provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn: [addon, ...after] },
    );
  return {
    installed: [addon],
    bring: (reader, rights, after) => [...createIdentity(config, around, reader, rights, opts), classOf(reader, after)],
  };
}

async function copying(
  config: Config,
  { location, cluster, network, ready }: SecretsSurroundings,
  readers: readonly SecretReader[],
  opts: pulumi.ComponentResourceOptions,
): Promise<Driver> {
  const { ExternalSecretsOperator, NamespaceSecretStore } = await import("../../components/secrets");
  const { prefix, secrets } = config;
  const roles = roleSettings(config.access);
  const operator = new ExternalSecretsOperator(
    "external-secrets",
    {
      cluster,
      cidrs: network.cidrs,
      storeRoleArns: Object.fromEntries(
        readers.map((reader) => [reader.namespace, readerArn(config, location, reader)]),
      ),
      roles,
    },
    { ...opts, dependsOn: ready },
  );
  const storeOf = (reader: SecretReader, statements: readonly PolicyStatement[], after: readonly pulumi.Resource[]) =>
    new NamespaceSecretStore(
      `secrets-${reader.namespace}`,
      {
        location,
        cluster,
        namespace: reader.namespace,
        roleName: readerRoleName(prefix, reader),
        operator: operator.account,
        statements,
        secrets: reader.items.map(({ name, keys }) => ({
          secretName: `${prefix}/${name}`,
          copyName: flatName(name),
          keys,
          ...argoCdCopy(config, reader.namespace, name),
        })),
        refreshMinutes: secrets.refreshMinutes,
        roles,
      },
      { ...opts, dependsOn: [...operator.ready, ...after] },
    );
  return { installed: [operator], bring: (...reading) => [storeOf(...reading)] };
}
