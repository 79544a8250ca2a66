import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { quoted } from "../schema/fields";
import type { Settings } from "./settings";

/** Settings, or what is wrong with the file that they refer to. */
export type Completed = { readonly settings: Settings } | { readonly problem: string };

/**
 * Puts the list of tenants in the place of the name of its file, where the stack file names one. Pulumi hands a program its
 * whole configuration in one variable of the environment, of which Linux takes 128 KiB: some hundred tenants.
 * @param directory that of the project, where the name begins.
 */
export function withTenantsFile(settings: Settings, project: string, directory: string): Completed {
  const own = settings.namespaces[project] ?? {};
  const file = own["tenants"];
  if (typeof file !== "string") return { settings };
  const place = `${project}:tenants`;
  let tenants: unknown;
  try {
    tenants = parse(readFileSync(path.resolve(directory, file), "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return {
      problem: `${place}: the file ${quoted(file)} cannot be read (${reason}); write a list of tenants, or the path of a YAML file with one.`,
    };
  }
  if (!Array.isArray(tenants))
    return { problem: `${place}: the file ${quoted(file)} holds no list; write a list of tenants there.` };
  return { settings: { ...settings, namespaces: { ...settings.namespaces, [project]: { ...own, tenants } } } };
}
