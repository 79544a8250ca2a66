import { isMap } from "yaml";
import { manifestDocuments, reveal, type PropertyMap, type Value } from "../../../policies/evaluate";
import { MonitorError } from "../monitor-error";

/** The functions of the Kubernetes provider whose answer follows from their arguments. */
export const kubernetesFunctions: Readonly<Record<string, (args: PropertyMap) => PropertyMap>> = {
  // What yaml.ConfigFile and yaml.ConfigGroup turn into resources of the stack.
  "kubernetes:yaml:decode": (args) => {
    const text = reveal(args["text"]);
    if (typeof text !== "string")
      throw new MonitorError('kubernetes:yaml:decode: "text" is not known yet; give ConfigGroup a literal or a file.');
    return { result: objectsIn(text) };
  },
};

/** The Kubernetes objects of a manifest; documents without kind and apiVersion are none. */
function objectsIn(text: string): readonly Value[] {
  return manifestDocuments(text).flatMap((document): readonly Value[] => {
    const [error] = document.errors;
    if (error) {
      const { line = 1, col = 1 } = error.linePos?.[0] ?? {};
      const [reason = ""] = error.message.split(/ at line |:?\n/);
      throw new MonitorError(`kubernetes:yaml:decode: the manifest is not valid YAML at ${line}:${col}: ${reason}.`);
    }
    const { contents } = document;
    if (!isMap(contents) || !contents.get("kind") || !contents.get("apiVersion")) return [];
    // Plain data: maps, lists, text, numbers, booleans and nulls.
    return [document.toJS() as Value];
  });
}
