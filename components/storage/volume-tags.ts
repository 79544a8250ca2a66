/** A tag by which a backup plan finds what it keeps. */
export interface BackupTag {
  readonly key: string;
  /** Name of the plan: unique in the account, or another stack's plan takes these volumes too. */
  readonly value: string;
}

/**
 * The parameters by which a StorageClass or VolumeSnapshotClass tags what it makes in EC2, numbered in the order of the
 * keys so that equal tags never look like a change: parameters can't be changed, only replaced.
 * @throws when a tag can't be written that way. The driver would refuse every claim instead.
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md
 */
export function tagSpecifications(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const sorted = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([key, value], index) => {
      if (key.includes("="))
        throw new Error(`The tag key "${key}" holds "=", which separates key and value; leave it out.`);
      if (value.includes("{{"))
        throw new Error(`The tag "${key}" is "${value}", which the driver reads as a template; drop "{{".`);
      return [`tagSpecification_${String(index + 1)}`, `${key}=${value}`];
    }),
  );
}
