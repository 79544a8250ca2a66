// Writes what is generated from the SDK: `npm run generate`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { taggableTypesSource } from "./knowledge/generate-taggable-types";

interface GeneratedFile {
  /** Path from the project's folder. */
  readonly file: string;
  readonly text: string;
}

/** The list of types that have tags, formatted as the repository is. */
export async function generatedTaggableTypes(): Promise<GeneratedFile> {
  return {
    file: "policies/knowledge/taggable-types.ts",
    text: await format(taggableTypesSource(), { printWidth: 120, parser: "typescript" }),
  };
}

if (require.main === module)
  void generatedTaggableTypes().then(({ file, text }) => {
    writeFileSync(path.join(__dirname, "..", file), text);
  });
