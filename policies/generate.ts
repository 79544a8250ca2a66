// Writes the document that lists the rules: `npm run generate`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { referencePage } from "./reference";

/** The document by its path from the project's folder, formatted as the repository is. */
export async function generatedReference(): Promise<{ readonly file: string; readonly text: string }> {
  return {
    file: "docs/policy-rules.md",
    text: await format(referencePage(), { printWidth: 120, parser: "markdown" }),
  };
}

if (require.main === module)
  void generatedReference().then(({ file, text }) => {
    writeFileSync(path.join(__dirname, "..", file), text);
  });
