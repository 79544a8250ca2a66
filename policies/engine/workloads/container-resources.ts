import type { Graph } from "../graph/graph";
import { typesOf } from "../kubernetes/objects";
import { hiddenAt, objectsAt, type Place } from "../kubernetes/place";
import type { Pod } from "./pods";
import type { Property } from "../values/property";
import { and, or, some, type Truth } from "../values/truth";

export const limitRangeTypes = typesOf("core/v1:LimitRange");

/** A request or a limit of one resource, such as `requests` of `cpu`. */
export interface Demand {
  readonly kind: "requests" | "limits";
  readonly resource: "cpu" | "memory";
}

/**
 * Where the defaults of a LimitRange's item for containers may stand. The API server takes a missing default from the
 * maximum, a missing default request from the default, and else from the minimum.
 */
const defaults = { requests: ["defaultRequest", "default", "max", "min"], limits: ["default", "max"] } as const;

/** Whether a container has a request or limit when it runs: its own, the pod's, or one by default of its namespace. */
export function hasDemand(container: Property, pod: Pod, place: Place, demand: Demand, graph: Graph): Truth {
  const stated = or(statesDemand(container, demand), statesDemand(pod.spec, demand));
  if (stated === true) return true;
  return or(
    stated,
    some(
      objectsAt(graph, limitRangeTypes, place),
      ({ object, belongs }) => and(belongs, givesDefault(object.root, demand)),
      hiddenAt(graph, place, container.child("resources").path),
    ),
  );
}

/** Whether a container or a pod states a request or limit. A limit is also the request, where none is stated. */
function statesDemand(owner: Property, { kind, resource }: Demand): Truth {
  const resources = owner.child("resources");
  const places = kind === "requests" ? ["requests", "limits"] : ["limits"];
  return or(...places.map((each) => resources.child(each).child(resource).present()));
}

/** Whether a LimitRange gives containers a request or limit that they do not state. */
export function givesDefault(limitRange: Property, { kind, resource }: Demand): Truth {
  return limitRange
    .at("spec.limits")
    .some((item) =>
      and(
        item.child("type").is("Container"),
        or(...defaults[kind].map((each) => item.child(each).child(resource).present())),
      ),
    );
}
