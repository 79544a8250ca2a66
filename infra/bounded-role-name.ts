import { createHash } from "node:crypto";

/** The name of a role. What is longer than the 64 characters of IAM ends in a digest of the whole. */
export function boundedRoleName(name: string): string {
  if (name.length <= 64) return name;
  return `${name.slice(0, 55)}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}
