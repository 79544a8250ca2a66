import type { Graph } from "../../engine/graph/graph";
import type { Resource } from "../../engine/graph/resource";
import { managedComponent, managedGroup } from "../../engine/nodes/node-sources";
import { sameScheduling } from "../../engine/nodes/scheduling";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";

export const updateAndRepairConfigured: Rule = {
  id: "NODE-08",
  name: "update-and-repair-configured",
  title: "Managed node groups repair themselves and keep capacity while they update",
  why: "A broken node that nobody replaces, an update that takes all nodes at once, or a single node take their pods down with them.",
  fix: "Set nodeRepairConfig.enabled to true.",
  level: "production",
  scope: "resource and stack",
  references: { soc2: ["A1.2"], hipaa: ["308(a)(7)(ii)(C)"] },
  reads: {
    [managedGroup]: [
      "scalingConfig.minSize",
      "scalingConfig.maxSize",
      "updateConfig.maxUnavailable",
      "updateConfig.maxUnavailablePercentage",
      "nodeRepairConfig.enabled",
      "labels",
      "taints",
      "clusterName",
    ],
    [managedComponent]: ["scalingConfig.minSize", "labels", "taints", "cluster", "clusterName"],
  },
  check(group, { graph, parameters }) {
    const repair = group.at("nodeRepairConfig.enabled");
    const minSize = group.at("scalingConfig.minSize");
    const unavailable = group.at("updateConfig.maxUnavailable");
    const percentage = group.at("updateConfig.maxUnavailablePercentage");
    const allAtOnce = minSize.isUnknown
      ? and(greater(unavailable.number(), 1), minSize.undecided)
      : and(
          (minSize.number() ?? 0) > 1,
          unavailable.satisfies((value) => Number(value) >= (minSize.number() ?? 0)),
        );
    const alone: Truth = parameters.environment === "prod" ? not(hasSibling(graph, group)) : false;
    const isComponent = group.type === managedComponent;
    // Without a minimum the component states one node.
    const least = isComponent && minSize.isAbsent ? "1" : minSize.shown();
    return [
      violation(
        isComponent ? repairOfComponent(graph, group) : not(repair.isTrue()),
        repair,
        "Broken nodes of the group are not repaired.",
      ),
      violation(
        unavailable.isAbsent ? false : allAtOnce,
        unavailable,
        `An update may take ${unavailable.shown()} nodes at once where the group guarantees ${minSize.shown()}.`,
        { fix: "Set updateConfig.maxUnavailable below scalingConfig.minSize." },
      ),
      violation(
        percentage.satisfies((value) => Number(value) > 50),
        percentage,
        `An update may take ${percentage.shown()} percent of the nodes at once.`,
        { fix: "Set updateConfig.maxUnavailablePercentage to 50 or less." },
      ),
      violation(
        and(
          minSize.satisfies((value) => (value === undefined ? isComponent : Number(value) < 2)),
          alone,
        ),
        minSize,
        `The group may shrink to ${least} nodes, and no other group has its labels and taints.`,
        { fix: "Set scalingConfig.minSize to 2 or more, or add a group with the same labels and taints." },
      ),
    ];
  },
};

function greater(value: number | undefined, than: number): Truth {
  return value === undefined || value > than;
}

/** The component has no input for repair: what it makes is judged where the stack shows it. */
function repairOfComponent(graph: Graph, component: Resource): Truth {
  if (graph.children(component).some(({ type }) => type === managedGroup)) return false;
  return { path: "nodeRepairConfig.enabled", reason: "the component has no input for it, and shows no node group" };
}

/** Whether another group of the same cluster takes the same pods. */
function hasSibling(graph: Graph, group: Resource): Truth {
  const path = "scalingConfig.minSize";
  if (!graph.complete) return { path, reason: "the other node groups are not known yet" };
  const own = new Set([group, ...graph.ancestors(group), ...graph.children(group)]);
  const others = graph.ofType(managedGroup, managedComponent).filter((other) => !own.has(other));
  return some(others, (other) => sameScheduling(graph, group, other));
}
