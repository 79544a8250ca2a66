/** Last parts of names whose value only points at a secret or describes it: `token_url`, `secretArn`, `PASSWORD_FILE`. */
const descriptive = new Set("file path dir arn name url id ttl expiry seconds mode enabled".split(" "));

/**
 * Whether a name says that its value is a secret: one of its parts, or several adjacent ones, is in the list, and the
 * last part does not say that the value is something about the secret.
 * Parts end at `_`, `-`, `.`, `/` and where the case changes: `dbPassword` has the part `password`, `API_KEY` the parts
 * `api` and `key`, which the list writes as `api+key`.
 */
export function isSensitiveName(name: string, sensitiveNames: readonly string[]): boolean {
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_\-./]+/);
  if (descriptive.has(parts.at(-1) ?? "")) return false;
  return sensitiveNames.some((sensitive) => {
    const wanted = sensitive.toLowerCase().split("+");
    return parts.some((_, start) => wanted.every((part, offset) => parts[start + offset] === part));
  });
}
