import type { Resource } from "../graph/resource";
import { sameRegion } from "../provider/region";
import type { Context } from "../rule";
import { and, or, some, type Truth } from "../values/truth";

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
      return and(sameRegion(graph, setting, volume), or(enabled.absent(), enabled.isTrue()));
    },
    graph.complete ? undefined : { path: "", reason: "the rest of the stack is not known yet" },
  );
}
