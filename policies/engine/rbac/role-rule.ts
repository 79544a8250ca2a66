import { objectsIn, type KubernetesObject } from "../kubernetes/objects";
import { isOfKind, placeOf } from "../kubernetes/place";
import { violation, type Context, type Rule } from "../rule";
import { and, not } from "../values/truth";
import { dangersIn, type DangerRule, type Reach } from "./dangers";
import { isExcused } from "./excuse";
import { bindingTypes, clusterRoleTypes, isClusterRole, roleTypes } from "./roles";

/** What a rule about the grants of roles adds to a rule record. */
export interface RoleRule extends Omit<Rule, "scope" | "reads" | "follows" | "check"> {
  readonly id: DangerRule;
}

/**
 * A rule about what roles grant, whoever has them. A role is excused that is bound only to subjects which the operator
 * allows it to.
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export function roleRule(record: RoleRule): Rule {
  return {
    ...record,
    scope: "resource and stack",
    reads: Object.fromEntries([...roleTypes, ...clusterRoleTypes].map((type) => [type, ["rules"]])),
    follows: bindingTypes,
    check: (resource, context) =>
      objectsIn(resource).flatMap((role) => {
        const { known, open } = role.root.child("rules").elements();
        const reach = reachOf(role, context);
        const isJudged = not(isExcused(role, record.id, context));
        return [
          violation(false, "rules", ""),
          ...known
            .flatMap((rule) => dangersIn(rule, record.id, reach))
            .map((condition) => ({ ...condition, when: and(isJudged, condition.when) })),
          ...(open ? [violation(and(isJudged, open), open.path, "A rule of the role may grant too much.")] : []),
        ];
      }),
  };
}

function reachOf(role: KubernetesObject, { graph, parameters }: Context): Reach {
  if (isClusterRole(role)) return { isClusterWide: true, isTenant: true };
  return { isClusterWide: false, isTenant: isOfKind(placeOf(role, graph), "tenant", parameters) };
}
