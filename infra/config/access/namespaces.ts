import { textLike } from "../schema/fields";

/** The name of a namespace, or the beginning of names: access policies of EKS take both. */
export const namespacePattern = () =>
  textLike(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?|[a-z0-9][a-z0-9-]{0,61}\*)$/,
    "the name of a namespace (lower-case letters, digits and hyphens), nor its beginning and `*`",
    "tenant-shop",
  );
