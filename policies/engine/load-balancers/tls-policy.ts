import type { Parameters } from "../parameters";
import type { Property } from "../values/property";
import type { Truth } from "../values/truth";

/** Policies with TLS 1.2 ciphers that FSBP ELB.17 no longer lists, good enough outside production. */
const developmentPolicies = [
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
] as const;

/**
 * Whether a listener's security policy is one of those allowed. An absent one is ELBSecurityPolicy-2016-08, which
 * speaks TLS 1.0.
 */
export function isAllowedTlsPolicy(policy: Property, { allowedTlsPolicies, environment }: Parameters): Truth {
  const allowed = environment === "dev" ? [...allowedTlsPolicies, ...developmentPolicies] : allowedTlsPolicies;
  return policy.is(...allowed);
}

/** The policy in words of a message. */
export function shownTlsPolicy(policy: Property): string {
  return policy.isAbsent ? "the default policy ELBSecurityPolicy-2016-08" : `policy ${policy.shown()}`;
}

/** What to write instead. */
export const tlsPolicyFix = "Use ELBSecurityPolicy-TLS13-1-2-Res-2021-06 or another policy of allowedTlsPolicies.";
