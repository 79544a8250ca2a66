import type { InstanceFacts } from "../../knowledge/capacity/instance-types";
import type { Graph } from "../graph/graph";
import { launchTemplateOf } from "../nodes/launch-template";
import type { Undecided } from "../values/truth";
import { between, exactly, type Amount } from "./amount";
import { usualMaxPods, type AddressSettings } from "./node-addresses";
import type { NodeDemand } from "./node-demand";

/** Bottlerocket's TOML, a NodeConfig and flags of the kubelet all say it alike. */
const stated = /max-?pods["']?\s*[:=\s]\s*["']?(\d+)/i;

/**
 * How many pods a node runs at most: what its class or its user data say, else what EKS reckons by its type. Looked up once
 * for all types.
 */
export function maxPodsOf(
  graph: Graph,
  { maxPods, source }: NodeDemand,
  settings: AddressSettings,
): (type: InstanceFacts) => Amount {
  const atMostUsual =
    (open: Undecided) =>
    (type: InstanceFacts): Amount =>
      between(0, usualMaxPods(type, settings), open);
  if (maxPods?.isUnknown === true) return atMostUsual(maxPods.undecided);
  const ofClass = maxPods?.number();
  if (ofClass !== undefined) return () => exactly(ofClass);
  const template = launchTemplateOf(graph, source);
  if (template.kind === "undecided") return atMostUsual(template.undecided);
  const userData = template.kind === "resolved" ? template.targets.map((target) => target.at("userData")) : [];
  const unknown = userData.find(({ isUnknown }) => isUnknown);
  if (unknown) return atMostUsual(unknown.undecided);
  const told = userData.flatMap((text) => {
    const [, count] = stated.exec(Buffer.from(text.text() ?? "", "base64").toString("utf8")) ?? [];
    return count === undefined ? [] : [Number(count)];
  });
  return (type) => exactly(told.length > 0 ? Math.max(...told) : usualMaxPods(type, settings));
}
