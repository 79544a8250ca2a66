import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import { CustomerKey } from "../../components/encryption/customer-key";
import { ecr, secrets as grants } from "../../components/identity/grants";
import { secretArn } from "../../components/identity/grants/secrets";
import type { PolicyStatement } from "../../components/identity/policy-document";
import type { ManagedSecret } from "../../components/secrets";
import { flatName } from "../../components/secrets/secret-name";
import type { Config } from "../config";
import { argoCdNamespace } from "../config/relations/argocd";
import { rotationOf } from "../config/secrets";
import { given } from "../given";
import { createDriver, type SecretsSurroundings } from "./drivers";
import { failoverRegion, readerArn, readersOf, type SecretItem, type SecretReader } from "./readers";

/** A namespace, and what has to be there before anything in it. */
interface ReadyNamespace {
  readonly name: string;
  readonly ready: readonly pulumi.Resource[];
}

/** The secrets of a stack, on their way to those who read them. */
export interface PlatformSecrets {
  /** What a service account may do, for one whose identity is made elsewhere. */
  readonly rights: (namespace: string, serviceAccount: string) => readonly PolicyStatement[];
  /** Brings a namespace the secrets that are read there. @returns what its pods wait for. */
  readonly deliver: (namespace: ReadyNamespace) => readonly pulumi.Resource[];
  /** The driver, and what it brings to the namespaces of tenants. */
  readonly parts: readonly pulumi.Resource[];
}

/** Creates the secrets of the configuration, without their values, and the driver that brings them to pods. */
export async function createSecrets(
  config: Config,
  around: SecretsSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<PlatformSecrets | undefined> {
  const { driver, items } = config.secrets;
  if (items.length === 0 && driver === "none") return undefined;
  const { ManagedSecret } = await import("../../components/secrets");
  const { location } = around;
  const key = items.length === 0 ? undefined : createKey(config, location, opts);
  const readers = readersOf(config);
  const created = new Map<SecretItem, ManagedSecret>();
  for (const item of items)
    if (key !== undefined)
      created.set(
        item,
        new ManagedSecret(
          `secret-${flatName(item.name)}`,
          { ...secretSettings(config, item), location, key, readerArns: readerArns(config, location, readers, item) },
          { ...opts, protect: config.protection.protectStateful },
        ),
      );
  const readyOf = (reader: SecretReader) => reader.items.flatMap((item) => created.get(item)?.ready ?? []);
  const rightsOf = (reader: SecretReader) => [
    ...readerRights(config, location, key, reader),
    ...chartRights(config, reader),
  ];
  const { installed, bring } = await createDriver(config, around, readers, opts);
  const deliver = ({ name, ready }: ReadyNamespace) =>
    readers
      .filter(({ namespace }) => namespace === name)
      .flatMap((reader) => bring(reader, rightsOf(reader), [...ready, ...readyOf(reader)]));
  return {
    rights: (namespace, serviceAccount) =>
      readers
        .filter((reader) => reader.namespace === namespace && reader.serviceAccount === serviceAccount)
        .flatMap(rightsOf),
    deliver,
    parts: [...installed, ...around.tenants.flatMap(({ namespace }) => deliver(namespace))],
  };
}

function createKey({ prefix, protection }: Config, location: Location, opts: pulumi.ComponentResourceOptions) {
  return new CustomerKey(
    "secret-values-key",
    {
      // The key of the cluster's own Secrets has the shorter name.
      name: `${prefix}-secret-values`,
      description: `Secrets Manager of ${prefix}`,
      location,
      // Readers reach the key through their roles, which the account's own statement admits.
      statements: [],
      deletionWindowInDays: protection.keyDeletionWindowDays,
    },
    { ...opts, protect: protection.protectStateful },
  );
}

function secretSettings({ prefix, secrets }: Config, { name, description, rotation, replicas }: SecretItem) {
  return {
    name: `${prefix}/${name}`,
    description,
    recoveryWindowInDays: secrets.recoveryWindowDays,
    replicas,
    ...given({ rotation: typeof rotation === "object" ? rotationOf(rotation) : rotation }),
  };
}

function readerArns(config: Config, location: Location, readers: readonly SecretReader[], item: SecretItem) {
  const inCluster = readers.filter(({ items }) => items.includes(item));
  return [...inCluster.map((reader) => readerArn(config, location, reader)), ...item.readerRoleArns];
}

/** What Argo CD pulls charts with. */
function chartRights({ delivery }: Config, { namespace }: SecretReader): readonly PolicyStatement[] {
  const repositories = namespace === argoCdNamespace ? (delivery.argocd?.chartRepositoryArns ?? []) : [];
  return repositories.length === 0 ? [] : ecr.pull(repositories);
}

/** What a reader may do: with its secrets, and with their copies in the region that it turns to when this one is down. */
function readerRights(
  { prefix, secrets: { driver } }: Config,
  location: Location,
  key: CustomerKey | undefined,
  { items }: SecretReader,
): readonly PolicyStatement[] {
  if (key === undefined) return [];
  const grant = driver === "none" ? grants.read : grants.mount;
  const failover = failoverRegion(items);
  return items.flatMap(({ name, replicas }) => {
    const copy = replicas.find(({ region }) => region === failover);
    const here = grant(secretArn(location, `${prefix}/${name}`), { key: { location, aliasName: key.aliasName } });
    if (copy === undefined || driver !== "csi") return here;
    const there = { ...location, region: copy.region };
    const copied = grant(secretArn(there, `${prefix}/${name}`), { key: copy.keyArn });
    return [...here, ...copied.map((statement) => ({ ...statement, sid: `${statement.sid}Copy` }))];
  });
}
