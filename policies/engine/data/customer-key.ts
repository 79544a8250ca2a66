import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Property } from "../values/property";
import type { Truth } from "../values/truth";

/** What a key reference can point at. */
export const keyTypes: readonly string[] = ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"];

/** Whether no key is named, or one that AWS manages. A key of the stack counts as named while its ARN is unknown. */
export function lacksCustomerKey(resource: Resource, key: Property, graph: Graph): Truth {
  return judgeKey(resource, key, graph, (name) => name === "" || /(^|[:/])alias\/aws\//.test(name));
}

/** Whether no key is named at all; one that AWS manages is enough. */
export function lacksKey(resource: Resource, key: Property, graph: Graph): Truth {
  return judgeKey(resource, key, graph, (name) => name === "");
}

function judgeKey(resource: Resource, key: Property, graph: Graph, lacks: (name: string) => boolean): Truth {
  if (key.isUnknown && graph.resolve(resource, key, ...keyTypes).kind === "resolved") return false;
  return key.satisfies((name) => typeof name !== "string" || lacks(name));
}
