import { roleRule } from "../../engine/rbac/role-rule";

export const noPodTakeover = roleRule({
  id: "RBAC-05",
  name: "no-pod-takeover",
  title: "No role runs or enters pods that belong to others",
  why: "Who creates pods chooses their service account and mounts any secret; who gets into a running pod has what it has.",
  fix: "Grant it in a Role of the namespaces that need it, and let people debug with a copy of the pod.",
  level: "production",
  references: { cis: ["4.1.4"], soc2: ["CC6.3"], hipaa: ["312(a)(1)"], nsa: ["Auth"] },
});
