import { roleRule } from "../../engine/rbac/role-rule";

export const secretsNotListable = roleRule({
  id: "RBAC-03",
  name: "secrets-not-listable",
  title: "Roles read only the secrets that they name",
  why: "To list secrets is to read them all: the answer contains their values.",
  fix: "Name the secrets in resourceNames, or mount them into the pod that needs them.",
  level: "production",
  references: { cis: ["4.1.2"], soc2: ["CC6.1", "CC6.3"], hipaa: ["312(a)(1)", "502(b)"], nsa: ["Auth"] },
});
