/** An image reference, taken apart. */
export interface ImageReference {
  /** Host of the registry, with its port where it has one. `docker.io` when the reference names none. */
  readonly registry: string;
  /** Path in the registry. Images of the default registry without a path are in `library`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** Algorithm and digits, such as `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | undefined;
}

const domainPart = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const pathPart = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const reference = new RegExp(
  `^((?:${domain}/)?${pathPart}(?:/${pathPart})*)(?::(\\w[\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:\\S+))?$`,
);

const greatestNameLength = 255;

/**
 * Reads an image reference as container runtimes do; undefined when it is none. The first part of a name is a registry
 * only where it cannot be a path: with a dot, a port or an upper-case letter, or as `localhost`.
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export function parseImageReference(text: string): ImageReference | undefined {
  const [, name, tag, digest] = reference.exec(text) ?? [];
  if (name === undefined || name.length > greatestNameLength) return undefined;
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const namesRegistry = /[.:A-Z]/.test(first) || first === "localhost";
  const registry = !namesRegistry || first === "index.docker.io" ? "docker.io" : first;
  const path = namesRegistry ? name.slice(slash + 1) : name;
  const repository = registry === "docker.io" && !path.includes("/") ? `library/${path}` : path;
  return { registry, repository, tag, digest };
}

/** Whether a digest is one that a registry can answer to for certain: SHA-256 with all of its digits. */
export function isFullDigest(digest: string): boolean {
  return /^sha256:[a-f0-9]{64}$/.test(digest);
}
