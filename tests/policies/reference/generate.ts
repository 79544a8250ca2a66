// Writes the reference of the rules, with examples from their fixtures: `npm run generate`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { referencePage } from "./page";

/** The document that describes the rules, formatted as the repository is. */
export async function generatedReference(): Promise<{ readonly file: string; readonly text: string }> {
  return {
    file: "docs/policy-rules.md",
    text: await format(referencePage(), { printWidth: 120, parser: "markdown" }),
  };
}

if (require.main === module)
  void generatedReference().then(({ file, text }) => {
    writeFileSync(path.join(__dirname, "../../..", file), text);
  });
