import type { Location } from "../../components/arn";
import { roleArn } from "../../components/identity/role";
import { boundedRoleName } from "../bounded-role-name";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { argoCdNamespace } from "../config/relations/argocd";

/** One secret of the configuration. */
export type SecretItem = Config["secrets"]["items"][number];

/** A service account, or with copies a whole namespace, and the secrets that it reads. */
export interface SecretReader {
  readonly namespace: string;
  readonly serviceAccount: string | undefined;
  readonly items: readonly SecretItem[];
}

/** The readers of the configuration, each once, in its order. */
export function readersOf({ secrets, delivery }: Pick<Config, "secrets" | "delivery">): readonly SecretReader[] {
  const readers = new Map<string, SecretReader>();
  for (const item of secrets.items)
    for (const { namespace, serviceAccount } of item.readers) {
      const key = `${namespace}/${serviceAccount ?? ""}`;
      const items = readers.get(key)?.items ?? [];
      readers.set(key, { namespace, serviceAccount, items: [...items, item] });
    }
  // Argo CD pulls charts by the role of its namespace, which is there for that even where it reads no secret.
  const pulls = (delivery.argocd?.chartRepositoryArns.length ?? 0) > 0;
  const argoCd = { namespace: argoCdNamespace, serviceAccount: undefined };
  if (pulls && !readers.has(`${argoCdNamespace}/`)) readers.set(`${argoCdNamespace}/`, { ...argoCd, items: [] });
  return [...readers.values()];
}

/** The name of a reader's role. */
export function readerRoleName(prefix: string, { namespace, serviceAccount }: Omit<SecretReader, "items">): string {
  return boundedRoleName([prefix, "secrets", namespace, serviceAccount ?? []].flat().join("-"));
}

/** The first region that all of the secrets are copied to. */
export function failoverRegion(items: readonly SecretItem[]): string | undefined {
  return items[0]?.replicas.find(({ region }) =>
    items.every(({ replicas }) => replicas.some((replica) => replica.region === region)),
  )?.region;
}

/** Where a reader's role is, before it exists. */
export function readerArn(config: Config, location: Location, reader: SecretReader): string {
  const name = hasOwnIdentity(config, reader) ? sampleRole(config.prefix) : readerRoleName(config.prefix, reader);
  return roleArn(location, name, roleSettings(config.access).path);
}

/** A service account has one identity, and that of the sample's has rights on other things as well. */
export function hasOwnIdentity({ sample, secrets }: Config, { namespace }: SecretReader): boolean {
  return sample.enabled && namespace === sample.namespace && secrets.driver !== "external-secrets";
}

/** The name of what pods of a service account mount. */
export function providerClassName(serviceAccount: string): string {
  return `${serviceAccount}-secrets`;
}

/** The name of the role of the sample's pods. */
export function sampleRole(prefix: string): string {
  return `${prefix}-sample-app`;
}
