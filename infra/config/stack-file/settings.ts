import * as pulumi from "@pulumi/pulumi";

/** The settings of a stack by namespace and key, as its file states them. */
export interface Settings {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** `namespace:key` of what is encrypted in the file, and decrypted here. */
  readonly encrypted: readonly string[];
}

/** Reads the settings of the given namespaces. Pulumi passes lists and maps on as JSON, and all else as text. */
export function readSettings(namespaces: readonly string[]): Settings {
  // The SDK knows, but tells nobody.
  const encrypted: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]");
  return settingsOf(pulumi.runtime.allConfig(), Array.isArray(encrypted) ? encrypted.map(String) : [], namespaces);
}

/** The settings of the given namespaces, of all that there are. */
export function settingsOf(
  all: Readonly<Record<string, string>>,
  encrypted: readonly string[],
  namespaces: readonly string[],
): Settings {
  const settings = Object.entries(all).map(([name, text]) => {
    const colon = name.indexOf(":");
    return { namespace: name.slice(0, colon), key: name.slice(colon + 1), value: parsed(text) };
  });
  return {
    namespaces: Object.fromEntries(
      namespaces.map((namespace) => [
        namespace,
        Object.fromEntries(
          settings.filter((setting) => setting.namespace === namespace).map(({ key, value }) => [key, value]),
        ),
      ]),
    ),
    encrypted,
  };
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
