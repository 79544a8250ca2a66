import { roleRule } from "../../engine/rbac/role-rule";

export const noNodeProxyOrControlObjects = roleRule({
  id: "RBAC-06",
  name: "no-node-proxy-or-control-objects",
  title: "No role reaches around admission, nodes or the issue of credentials",
  why: "Kubelets, admission webhooks, volumes of host paths, tokens and certificates are each a way to the whole cluster.",
  fix: "Remove the permission; only the control plane and its add-ons need it.",
  level: "mandatory",
  references: { cis: ["4.1.9", "4.1.10", "4.1.11", "4.1.12"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"], nsa: ["Auth"] },
});
