import { gunzipSync } from "node:zlib";
import { hasAssignedSecret } from "./assigned-secret";

/** Texts that are credentials wherever they stand, with what to call them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/, "an AWS access key id"],
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/, "a private key"],
  [/(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{16,}/, "a signed token"],
];

const url = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@'"]*:([^\s/?#@'"]+)@/gi;

/** What stands for a password in a text without being one: a variable, a placeholder, asterisks. */
const placeholder = /^(?:\$\(.*\)|\$\{.*\}|\$\w+|\{\{.*\}\}|<.*>|%[sv]|\*+|x+)$/i;

/** What credential a text contains, by its shape or by the name that it is given to; undefined when it contains none. */
export function credentialIn(text: string, sensitiveNames: readonly string[]): string | undefined {
  const shape = shapes.find(([pattern]) => pattern.test(text));
  if (shape) return shape[1];
  const passwords = [...text.matchAll(url)].map(([, password = ""]) => password);
  if (passwords.some((password) => !placeholder.test(password))) return "a URL with a password";
  return hasAssignedSecret(text, sensitiveNames) ? "the value of a setting that is named like a secret" : undefined;
}

/** EC2 takes at most 16 KiB of user data; what unpacks to more than this is no boot script. */
const maxUnpackedBytes = 4 * 1024 * 1024;

/** What credential user data contain, which may be written as they are, in base64, or packed in base64. */
export function credentialInUserData(text: string, sensitiveNames: readonly string[]): string | undefined {
  const plain = credentialIn(text, sensitiveNames);
  if (plain !== undefined || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return plain;
  const bytes = Buffer.from(text, "base64");
  return credentialIn(unpacked(bytes).toString("utf8"), sensitiveNames);
}

function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes });
  } catch {
    return bytes;
  }
}
