import { textLike } from "../schema/fields";

/** Key of a label or taint that a stack file may give to nodes. */
export const labelKey = textLike(
  /^(?!([a-z0-9.-]+\.)?(kubernetes\.io|k8s\.io|eks\.amazonaws\.com|karpenter\.sh|karpenter\.k8s\.aws)\/)([a-z0-9.-]+\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
  "a label key outside kubernetes.io, k8s.io, eks.amazonaws.com and karpenter.sh",
  "example.com/pool",
);

/** Value of such a label or taint. */
export const labelValue = textLike(
  /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
  "a label value of 1 to 63 letters, digits, hyphens, underscores and dots",
  "batch",
);
