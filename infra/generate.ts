// Writes the documents that describe the configuration: `npm run generate`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { settingsSchema } from "./config";
import { configurationPage, stackFileSchema } from "./config/stack-file/documents";

const root = path.dirname(__dirname);

/** The generated documents by their path from the root, formatted as the repository is. */
export async function generatedDocuments(project: string): Promise<ReadonlyMap<string, string>> {
  const options = { printWidth: 120 };
  return new Map([
    [
      "Pulumi.schema.json",
      await format(JSON.stringify(stackFileSchema(project, settingsSchema)), { ...options, parser: "json" }),
    ],
    [
      "docs/configuration.md",
      await format(configurationPage(project, settingsSchema), { ...options, parser: "markdown" }),
    ],
  ]);
}

if (require.main === module)
  void generatedDocuments("eks-platform").then((documents) => {
    for (const [file, text] of documents) writeFileSync(path.join(root, file), text);
  });
