import { roleRule } from "../../engine/rbac/role-rule";

export const noEscalationVerbs = roleRule({
  id: "RBAC-04",
  name: "no-escalation-verbs",
  title: "No role lets its holder bind, escalate or impersonate",
  why: "Who may bind or escalate roles, or impersonate others, has every permission of the cluster for the asking, also where the rule names objects.",
  fix: "Remove the verb, and let an administrator hand out permissions.",
  level: "mandatory",
  references: { cis: ["4.1.8"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"], nsa: ["Auth"] },
});
