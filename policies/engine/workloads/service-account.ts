import type { Graph } from "../graph/graph";
import { refersByName, typesOf, type KubernetesObject } from "../kubernetes/objects";
import { hiddenAt, objectsAt, placeOf, type Place } from "../kubernetes/place";
import type { Pod } from "./pods";
import type { Property } from "../values/property";
import { and, not, some, type Truth, type Undecided } from "../values/truth";

export const serviceAccountTypes = typesOf("core/v1:ServiceAccount");

/** The ServiceAccount that a pod runs as. */
export interface PodAccount {
  /** Where the pod names it; absent when it does not. */
  readonly reference: Property;
  readonly place: Place;
  /** Whether it is the one that every namespace has, which pods get that name none. */
  readonly isDefault: Truth;
  /** What the stack declares of it. */
  readonly declarations: readonly { readonly object: KubernetesObject; readonly matches: true | Undecided }[];
}

/** The account of a pod, by `serviceAccountName`, by the older `serviceAccount`, else `default`. */
export function accountOf(pod: Pod, graph: Graph): PodAccount {
  const current = pod.spec.child("serviceAccountName");
  const deprecated = pod.spec.child("serviceAccount");
  const reference = isEmpty(current) === true && isEmpty(deprecated) !== true ? deprecated : current;
  const place = placeOf(pod.holder, graph);
  const isDefault = reference.satisfies((value) => value === undefined || value === "" || value === "default");
  const declarations = objectsAt(graph, serviceAccountTypes, place).flatMap(({ object, belongs }) => {
    const named =
      isDefault === true
        ? object.root.at("metadata.name").is("default")
        : refersByName(graph, pod.holder.resource, reference, object);
    const matches = and(belongs, named);
    return matches === false ? [] : [{ object, matches }];
  });
  return { reference, place, isDefault, declarations };
}

/** Whether the token of its account is mounted into a pod: the pod says, else the account, else it is. */
export function mountsToken(pod: Pod, account: PodAccount, graph: Graph): Truth {
  const own = pod.spec.child("automountServiceAccountToken");
  if (own.isUnknown) return own.undecided;
  if (!own.isAbsent) return not(own.isFalse());
  const isDeclared = account.declarations.some(({ object, matches }) => matches === true && !object.isPatch);
  return not(
    some(
      account.declarations,
      ({ object, matches }) => and(matches, object.root.child("automountServiceAccountToken").isFalse()),
      isDeclared ? undefined : undeclared(account, own, graph),
    ),
  );
}

/** Why an account that the stack does not declare may say something about its token. */
function undeclared({ place, isDefault }: PodAccount, own: Property, graph: Graph): Undecided | undefined {
  const hidden = hiddenAt(graph, place, own.path);
  if (hidden || isDefault === true) return hidden;
  return { path: own.path, reason: "the service account is outside the stack" };
}

function isEmpty(name: Property): Truth {
  return name.satisfies((value) => value === undefined || value === "");
}
