import { isMap, parseDocument, Scalar } from "yaml";
import { UsageError } from "../../preview/failure";

/**
 * The text of a stack file with another Kubernetes minor, and everything else as it was, comments too.
 * @throws UsageError when the file has no configuration that could hold it.
 */
export function withKubernetesMinor(text: string, project: string, minor: string): string {
  const document = parseDocument(text);
  if (!isMap(document.contents)) throw new UsageError("The stack file holds no map, so that no version can be set.");
  // Keys without a namespace belong to the project.
  const key = document.hasIn(["config", "cluster"]) ? "cluster" : `${project}:cluster`;
  const path = ["config", key];
  if (document.hasIn(path) && !isMap(document.getIn(path)))
    throw new UsageError(`config."${key}" is no map; write its settings as YAML, so that a version can be set.`);
  const version = new Scalar(minor);
  // A bare 1.30 would be read as a number.
  version.type = "QUOTE_DOUBLE";
  document.setIn([...path, "kubernetesVersion"], version);
  return document.toString({ lineWidth: 0 });
}
