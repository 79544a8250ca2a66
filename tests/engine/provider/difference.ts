import type { CloudType } from "../cloud/cloud-type";
import { at, holdsUnknown, same, type Properties } from "../properties";

/** What changes between the inputs of before and of now. */
export interface Difference {
  /** Top-level inputs that differ. */
  readonly changed: readonly string[];
  /** Those of them whose change needs a new object. */
  readonly replaced: readonly string[];
  /** Whether the old object has to go before the new one, since they share a name. */
  readonly oldFirst: boolean;
}

/** Compares as a provider does: an unknown value may be anything, so it counts as a change. */
export function differenceBetween(type: CloudType, old: Properties, now: Properties): Difference {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !key.startsWith("__"));
  const differs = (path: string): boolean => {
    const value = at(now, path);
    return holdsUnknown(value) || !same(at(old, path), value);
  };
  const changed = keys.filter(differs);
  const forcing = type.replaces.flatMap((path) =>
    path === "*" ? keys.filter((key) => !(type.updates ?? ["tags"]).includes(key)) : [path],
  );
  const replaced = forcing.filter(differs).map((path) => path.split(".")[0] ?? path);
  const oldFirst = replaced.length > 0 && type.namedBy !== undefined && !type.namedBy.some(differs);
  return { changed, replaced: [...new Set(replaced)], oldFirst };
}
