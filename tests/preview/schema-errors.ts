import Ajv from "ajv";
import { readFileSync } from "node:fs";

/** What keeps a document from fitting a JSON Schema; empty when it fits. */
export function schemaErrors(schemaFile: string, document: unknown): unknown {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  // The SARIF schema is of draft 4, of which ajv knows all but the keys that name the draft and the schema, and it has a
  // pattern with a bracket that Unicode mode would refuse.
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<string, unknown>;
  delete schema["$schema"];
  delete schema["id"];
  const validate = ajv.compile(schema);
  return validate(document) ? [] : validate.errors;
}
