import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const packageFolder = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** The text of `taggable-types.ts`: every resource of @pulumi/aws whose arguments have a map of tags. */
export function taggableTypesSource(): string {
  const nouns = new Map<string, string[]>();
  for (const file of readdirSync(packageFolder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".d.ts") || /(^|[/\\])(node_modules|types)[/\\]/.test(file)) continue;
    const declaration = readFileSync(path.join(packageFolder, file), "utf8");
    const [resource = "", args = ""] = declaration.split(/^export interface \w+Args \{$/m);
    if (!resource.includes("extends pulumi.CustomResource") || !/^ {4}tags\??: pulumi\.Input<\{$/m.test(args)) continue;
    const script = readFileSync(path.join(packageFolder, file.replace(/\.d\.ts$/, ".js")), "utf8");
    const token = /__pulumiType = '([^']+)'/.exec(script)?.[1] ?? "";
    const [, module = "", noun = "", name = ""] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(token) ?? [];
    if (name === "" || name !== pascal(noun))
      throw new Error(`The type ${token} of ${file} is not built as others are.`);
    nouns.set(module, [...(nouns.get(module) ?? []), noun]);
  }
  const lines = [...nouns]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([module, names]) => `  ${module}: "${[...new Set(names)].sort().join(" ")}",`);
  return [
    "// Generated from the declarations of @pulumi/aws by `npm run generate`.",
    "",
    "/** The nouns of types whose arguments have a map of tags, by module. */",
    "const nouns: Readonly<Record<string, string>> = {",
    ...lines,
    "};",
    "",
    "/** The types of AWS resources whose arguments have a map of tags, such as `aws:ec2/vpc:Vpc`. */",
    "export const taggableTypes: readonly string[] = Object.entries(nouns).flatMap(([module, names]) =>",
    '  names.split(" ").map((noun) => `aws:${module}/${noun}:${noun.charAt(0).toUpperCase()}${noun.slice(1)}`),',
    ");",
    "",
  ].join("\n");
}

function pascal(noun: string): string {
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}
