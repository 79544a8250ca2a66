/** Last parts of names whose value only points at a secret or describes it: `token_url`, `secretArn`, `PASSWORD_FILE`. */
const descriptive = new Set(
  [
    "file path dir arn name url id ttl expiry seconds mode enabled",
    "algorithm audience days expiration expires header hours issuer length lifetime minutes pattern policy prefix",
    "provider timeout type version",
    "class count encryption endpoint format host interval kind limit mount namespace port ref reference scope scopes size",
    "store uri volume",
  ].flatMap((words) => words.split(" ")),
);

/** Parts before `key`, or before `secret` and `key`, in names of the entry that an object keeps the secret under. */
const kept = /^(?:auths?|bundle|credentials?|file|passphrase|passwd|password|token)$/;

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
  if (descriptive.has(parts.at(-1) ?? "") || namesEntry(parts)) return false;
  return sensitiveNames.some((sensitive) => {
    const wanted = sensitive.toLowerCase().split("+");
    return parts.some((_, start) => wanted.every((part, offset) => parts[start + offset] === part));
  });
}

/** Whether the parts of a name say that its value is the key of an entry: `passwordKey`, `tokenSecretKey`. */
function namesEntry(parts: readonly string[]): boolean {
  if (parts.at(-1) !== "key") return false;
  return parts.at(-2) === "secret"
    ? kept.test(parts.at(-3) ?? "")
    : /^pass(?:phrase|wd|word)$/.test(parts.at(-2) ?? "");
}

/** Whether the name of a chart's value says that it is the name of a Secret: `existingSecret`, `tlsSecret`. */
export function namesSecretObject(name: string): boolean {
  return /^existing|(?:ca|certs?|certificates?|config|credentials?|env|image|ingress|pull|registry|ssl|tls)[-_]?secret$/i.test(
    name,
  );
}

/**
 * Whether a text can be the secret that its name promises: it is no switch, no reference to a variable and no path of a
 * file.
 */
export function canBeSecret(text: string): boolean {
  const isSwitch = /^(true|false|yes|no|on|off)$/i.test(text);
  const isReference = /^(?:\$\([\w.-]+\))+$/.test(text);
  const isPath =
    /^\/(app|certs?|config|data|etc|home|mnt|opt|root|run|secrets?|tmp|usr|var|vault)(\/[\w.-]+)+\/?$/.test(text);
  return text !== "" && !isSwitch && !isReference && !isPath;
}
