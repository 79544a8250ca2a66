import type { KubernetesObject } from "../kubernetes/objects";
import type { Context } from "../rule";
import { and, every, not, or, some, type Truth } from "../values/truth";
import type { DangerRule } from "./dangers";
import { bindingsOf } from "./roles";
import { isAllowedSubject } from "./subjects";

/**
 * Whether a role that grants too much is bound in the stack, and only to subjects that the operator allows it to for
 * this rule.
 */
export function isExcused(role: KubernetesObject, rule: DangerRule, { graph, parameters }: Context): Truth {
  const allowed = parameters.rbacAllowedSubjects[rule] ?? [];
  if (allowed.length === 0) return false;
  if (!graph.complete) return { path: "rules", reason: "the bindings of the stack are not known yet" };
  const bindings = bindingsOf(role, graph);
  return and(
    some(bindings, ({ refers }) => refers),
    every(bindings, ({ binding, refers }) =>
      or(
        not(refers),
        binding.root.child("subjects").every((subject) => isAllowedSubject(subject, binding, graph, allowed)),
      ),
    ),
  );
}
