import { readdirSync, readFileSync, existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";

/**
 * Derives from the types of @pulumi/aws which properties inside declared objects the provider computes: required in the
 * outputs, and optional or absent in the inputs. Run after an update of @pulumi/aws:
 * `npm run generate`.
 */
const packageFolder = path.dirname(require.resolve("@pulumi/aws/package.json"));
const generatedFile = path.join(__dirname, "properties.json");

interface Member {
  readonly optional: boolean;
  readonly type: string;
}

type Interfaces = ReadonlyMap<string, Readonly<Record<string, Member>>>;

/** By resource type, by path of the object (`[]` for the elements of a list): its computed properties. */
export type ComputedProperties = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export function generateComputedProperties(): ComputedProperties {
  const outputs = readInterfaces("output.d.ts");
  const inputs = readInterfaces("input.d.ts");
  const found: Record<string, Record<string, string[]>> = {};
  for (const file of readdirSync(packageFolder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".d.ts") || /(^|[/\\])(node_modules|types)[/\\]/.test(file)) continue;
    const declaration = readFileSync(path.join(packageFolder, file), "utf8");
    const token = declaration.includes("extends pulumi.CustomResource") ? tokenOf(file) : undefined;
    if (token === undefined) continue;
    const [resource = "", args = ""] = declaration.split(/^export interface \w+Args \{$/m);
    const paths: Record<string, string[]> = {};
    for (const [, name = "", type = ""] of resource.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.*)>;$/gm)) {
      const [, inputType = ""] = new RegExp(`^ {4}${name}\\??: (.*);$`, "m").exec(args) ?? [];
      collect(name, type, inputType, [], paths);
    }
    if (Object.keys(paths).length > 0) found[token] = paths;
  }
  return found;

  function collect(
    at: string,
    outputType: string,
    inputType: string,
    above: readonly string[],
    paths: Record<string, string[]>,
  ): void {
    const outputName = referenceIn(outputType, "outputs");
    const inputName = referenceIn(inputType, "inputs");
    if (outputName === undefined || inputName === undefined || above.includes(outputName)) return;
    const here = outputType.includes("[]") ? `${at}[]` : at;
    const input = inputs.get(inputName) ?? {};
    for (const [key, { optional, type }] of Object.entries(outputs.get(outputName) ?? {})) {
      const declared = input[key];
      if (!optional && (declared === undefined || declared.optional)) (paths[here] ??= []).push(key);
      collect(`${here}.${key}`, type, declared?.type ?? "", [...above, outputName], paths);
    }
  }
}

/** The type token, which only the JavaScript beside the declaration has. */
function tokenOf(file: string): string | undefined {
  const script = path.join(packageFolder, file.replace(/\.d\.ts$/, ".js"));
  if (!existsSync(script)) return undefined;
  return /__pulumiType = '([^']+)'/.exec(readFileSync(script, "utf8"))?.[1];
}

function referenceIn(type: string, namespace: "inputs" | "outputs"): string | undefined {
  return new RegExp(`\\b${namespace}\\.([\\w.]+)`).exec(type)?.[1];
}

/** The interfaces of a declaration file by their qualified names. Its format is regular: it is generated too. */
function readInterfaces(file: string): Interfaces {
  const interfaces = new Map<string, Record<string, Member>>();
  let namespaces: readonly string[] = [];
  let members: Record<string, Member> | undefined;
  for (const line of readFileSync(path.join(packageFolder, "types", file), "utf8").split("\n")) {
    const [, indent = "", kind, name = ""] =
      /^( *)(?:export )?(?:declare )?(namespace|interface) (\w+) \{$/.exec(line) ?? [];
    if (kind === "namespace") namespaces = [...namespaces.slice(0, indent.length / 4), name];
    if (kind === "interface") {
      namespaces = namespaces.slice(0, indent.length / 4);
      members = {};
      interfaces.set([...namespaces, name].join("."), members);
    }
    const [, key, optional, type = ""] = /^ +(\w+)(\??): (.*);$/.exec(line) ?? [];
    if (key !== undefined && members) members[key] = { optional: optional === "?", type };
  }
  return interfaces;
}

if (require.main === module) {
  void format(JSON.stringify(generateComputedProperties()), { printWidth: 120, parser: "json" }).then((text) => {
    writeFileSync(generatedFile, text);
  });
}
