/** Texts that are credentials wherever they stand, with what to call them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/, "an AWS access key id"],
  [/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/, "a private key"],
  [/(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{16,}/, "a signed token"],
];

const url = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@'"]*:([^\s/?#@'"]+)@/gi;

/** What stands for a password in a text without being one: a variable, a placeholder, asterisks. */
const placeholder = /^(?:\$\(.*\)|\$\{.*\}|\$\w+|\{\{.*\}\}|<.*>|%[sv]|\*+|x+)$/i;

/** What credential a text contains, by its shape; undefined when it contains none. */
export function credentialIn(text: string): string | undefined {
  const shape = shapes.find(([pattern]) => pattern.test(text));
  if (shape) return shape[1];
  const passwords = [...text.matchAll(url)].map(([, password = ""]) => password);
  return passwords.some((password) => !placeholder.test(password)) ? "a URL with a password" : undefined;
}

/** What credential user data contains, which may be written as it is or in base64. */
export function credentialInUserData(text: string): string | undefined {
  const plain = credentialIn(text);
  if (plain !== undefined || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return plain;
  return credentialIn(Buffer.from(text, "base64").toString("utf8"));
}
