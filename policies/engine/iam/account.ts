import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Principal } from "./policy/statements";

/** The account that a resource is made in, where its provider is restricted to one. */
export function accountOfStack(resource: Resource, graph: Graph): string | undefined {
  const provider = resource.source.provider === undefined ? undefined : graph.get(resource.source.provider);
  // Provider inputs are strings: nested values arrive as JSON.
  const allowed = provider?.at("allowedAccountIds").json()?.elements();
  return allowed?.known.length === 1 && !allowed.open ? allowed.known[0]?.text() : undefined;
}

/** The account that a principal stands for as a whole; undefined for single identities, services and stars. */
export function accountPrincipal({ type, value }: Principal): string | undefined {
  if (type !== "AWS") return undefined;
  return /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(value.text() ?? "")?.[1];
}
