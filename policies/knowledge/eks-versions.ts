/**
 * The last day before which EKS supports a Kubernetes minor at the standard price. A minor that is not listed is not
 * known to be supported: the rules fail closed on it.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const endOfStandardSupport: Readonly<Record<string, string>> = {
  "1.31": "2025-11-26",
  "1.32": "2026-03-23",
  "1.33": "2026-07-29",
  "1.34": "2026-12-02",
  "1.35": "2027-03-27",
  "1.36": "2027-08-02",
  "1.37": "2027-12-01",
};

/**
 * The oldest minor that a cluster of EKS can have: extended support of 1.28 ended on 2025-11-26, and EKS upgrades what is
 * past that.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const oldestMinor = 29;
