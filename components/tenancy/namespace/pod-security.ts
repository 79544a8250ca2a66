/** The levels of the Pod Security Standards, weakest first. */
export const podSecurityLevels = ["privileged", "baseline", "restricted"] as const;

export type PodSecurityLevel = (typeof podSecurityLevels)[number];

export interface PodSecurity {
  /** What the API server refuses to run. Default `restricted`. */
  readonly enforce?: PodSecurityLevel;
  /** What it warns of and writes into the audit log. Default `restricted`, so that a weaker level shows what it costs. */
  readonly warn?: PodSecurityLevel;
}

/**
 * The labels by which a namespace is held to the Pod Security Standards of one Kubernetes minor. The version is pinned:
 * an upgrade of the control plane alone must not make running workloads inadmissible.
 * @param version Kubernetes minor, such as `1.36`.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(
  version: string,
  { enforce = "restricted", warn = "restricted" }: PodSecurity = {},
): Readonly<Record<string, string>> {
  const levels = { enforce, audit: warn, warn };
  return Object.fromEntries(
    Object.entries(levels).flatMap(([mode, level]) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, `v${version}`],
    ]),
  );
}
