import type { Resource } from "./graph";
import type { Context } from "./rule";
import { and, not, or, some, type Truth } from "./truth";

/**
 * Whether the region encrypts every new EBS volume by itself, so that a volume that says nothing is encrypted:
 * an `EncryptionByDefault` of the same region in the stack, or another stack that owns it.
 */
export function ebsEncryptedByDefault(volume: Resource, { graph, parameters }: Context): Truth {
  if (parameters.ebsDefaultEncryptionElsewhere) return true;
  const settings = graph.ofType("aws:ebs/encryptionByDefault:EncryptionByDefault");
  return some(
    settings,
    (setting) => {
      const enabled = setting.at("enabled");
      return and(sameRegion(setting, volume, graph), or(enabled.absent(), enabled.isTrue()));
    },
    graph.complete ? undefined : { path: "", reason: "the rest of the stack is not known yet" },
  );
}

/** Whether two resources live in one region: by their own `region`, else by that of their provider, else by the stack's. */
function sameRegion(one: Resource, other: Resource, graph: Context["graph"]): Truth {
  const [a, b] = [one, other].map((resource) => {
    const own = resource.at("region");
    if (!own.isAbsent) return own;
    const provider = resource.source.provider === undefined ? undefined : graph.get(resource.source.provider);
    return provider?.at("region") ?? own;
  });
  if (a === undefined || b === undefined) return false;
  if (one.source.provider === other.source.provider && one.at("region").isAbsent && other.at("region").isAbsent)
    return true;
  if (a.isUnknown) return a.undecided;
  if (b.isUnknown) return b.undecided;
  // A region that only the environment knows may be any: with one side stated, the other decides nothing.
  if (a.isAbsent !== b.isAbsent) return { path: "region", reason: "the region of the default provider is not known" };
  return not(a.text() !== b.text());
}
