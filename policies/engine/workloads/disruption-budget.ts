import type { Graph } from "../graph/graph";
import { typesOf, type KubernetesObject } from "../kubernetes/objects";
import { objectsAt, type Place } from "../kubernetes/place";
import { selects, selectsEverything } from "../kubernetes/label-selector";
import type { Property } from "../values/property";
import { and, not, type Truth, type Undecided } from "../values/truth";

export const disruptionBudgetTypes = typesOf("policy/v1:PodDisruptionBudget", "policy/v1beta1:PodDisruptionBudget");

/** A budget that selects, or may select, some pods. */
export interface Selecting {
  readonly object: KubernetesObject;
  readonly selects: true | Undecided;
}

/** The budgets of a namespace that select pods with these labels. */
export function budgetsFor(labels: Property, place: Place, graph: Graph): readonly Selecting[] {
  return objectsAt(graph, disruptionBudgetTypes, place).flatMap(({ object, belongs }): readonly Selecting[] => {
    const truth = and(belongs, selectsPods(object, labels));
    return truth === false ? [] : [{ object, selects: truth }];
  });
}

/** Whether a budget selects pods with these labels. An empty selector is all pods in policy/v1, and none before it. */
export function selectsPods({ root, type }: KubernetesObject, labels: Property): Truth {
  const selector = root.at("spec.selector");
  const selected = selects(selector, labels);
  return type.startsWith("policy/v1beta1:") ? and(selected, not(selectsEverything(selector))) : selected;
}
