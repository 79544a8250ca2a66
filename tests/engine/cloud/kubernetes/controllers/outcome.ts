import type { Properties } from "../../../properties";
import type { Cloud, CloudObject } from "../../cloud";
import { times } from "../../times";
import { startNode, stopNodes } from "./instances";
import { asksForLoadBalancer, makeLoadBalancer, removeLoadBalancer } from "./load-balancers";
import { makeVolumes, removeVolumes } from "./volumes";

/** An object of Kubernetes with the cluster that it is in. */
export interface Observed {
  readonly identity: string;
  readonly kind: string;
  readonly inputs: Properties;
  readonly cluster: CloudObject;
}

const claiming = new Set(["PersistentVolumeClaim", "Deployment", "StatefulSet", "Job"]);
const holdingNodes = new Set(["NodePool", "EC2NodeClass", "NodeClass", "NodeClaim"]);

/** How long an object waits for its load balancer. */
export const minutesOf = {
  create: (inputs: Properties) =>
    ["Ingress", "Service"].some((kind) => inputs["kind"] === kind && asksForLoadBalancer(kind, inputs))
      ? times.loadBalancer.create
      : 0,
  remove: 0,
};

/**
 * Lets the controllers of a cluster do what an object asks for.
 * @returns the status that they give it
 */
export function outcomeOf(observed: Observed, cloud: Cloud): Properties {
  const { kind, inputs } = observed;
  if (asksForLoadBalancer(kind, inputs)) return { status: makeLoadBalancer(observed, cloud) };
  if (claiming.has(kind)) makeVolumes(observed, cloud);
  if (kind === "NodePool") startNode(observed, cloud);
  return {};
}

/**
 * Lets the controllers of a cluster take away what they did for an object.
 * @throws Refusal P12 when they cannot any more, so that the object stays
 */
export function undo(observed: Observed, cloud: Cloud): void {
  const { kind, inputs } = observed;
  if (asksForLoadBalancer(kind, inputs)) removeLoadBalancer(observed, cloud);
  if (claiming.has(kind)) removeVolumes(observed, cloud);
  if (holdingNodes.has(kind)) stopNodes(observed, kind, cloud);
}
