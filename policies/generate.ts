// Writes what is generated from the rules and from the SDK: `npm run generate`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { taggableTypesSource } from "./knowledge/generate-taggable-types";
import { referencePage } from "./reference";

interface GeneratedFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly text: string;
}

/** The document that lists the rules, formatted as the repository is. */
export async function generatedReference(): Promise<GeneratedFile> {
  return {
    file: "docs/policy-rules.md",
    text: await format(referencePage(), { printWidth: 120, parser: "markdown" }),
  };
}

/** The list of types that have tags, formatted as the repository is. */
export async function generatedTaggableTypes(): Promise<GeneratedFile> {
  return {
    file: "policies/knowledge/taggable-types.ts",
    text: await format(taggableTypesSource(), { printWidth: 120, parser: "typescript" }),
  };
}

if (require.main === module)
  void Promise.all([generatedReference(), generatedTaggableTypes()]).then((files) => {
    for (const { file, text } of files) writeFileSync(path.join(__dirname, "..", file), text);
  });
