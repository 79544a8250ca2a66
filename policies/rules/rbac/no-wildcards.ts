import { roleRule } from "../../engine/rbac/role-rule";

export const noWildcards = roleRule({
  id: "RBAC-02",
  name: "no-wildcards",
  title: "Roles name the verbs, resources and API groups that they grant",
  why: "A star grants what does not exist yet: every new resource and every new verb, without anybody's decision.",
  fix: "List the verbs, resources and API groups that are needed.",
  level: "mandatory",
  references: { cis: ["4.1.3"], soc2: ["CC6.3"], hipaa: ["308(a)(4)", "502(b)"] },
});
