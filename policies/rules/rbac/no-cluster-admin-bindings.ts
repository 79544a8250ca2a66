import { objectsIn } from "../../engine/kubernetes/objects";
import { isOfKind, placeOf } from "../../engine/kubernetes/place";
import { bindingTypes, isClusterBinding } from "../../engine/rbac/roles";
import { isAllowedSubject } from "../../engine/rbac/subjects";
import { violation, type Rule } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

export const noClusterAdminBindings: Rule = {
  id: "RBAC-01",
  name: "no-cluster-admin-bindings",
  title: "Only those whom the operator names are cluster administrators",
  why: "A cluster administrator reads every secret, changes every policy and can undo every other rule.",
  fix: "Bind a role with the permissions that are needed, or name the subject in rbacAllowedSubjects.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["4.1.1"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"], nsa: ["Auth"] },
  reads: Object.fromEntries(bindingTypes.map((type) => [type, ["roleRef", "subjects"]])),
  check: (resource, { graph, parameters }) =>
    objectsIn(resource).flatMap((binding) => {
      // In its own namespace an administrator can do harm to others only where tenants are.
      const applies = isClusterBinding(binding) || isOfKind(placeOf(binding, graph), "tenant", parameters);
      if (applies === false) return [];
      const reference = binding.root.child("roleRef");
      const isAdmin = and(reference.child("kind").is("ClusterRole"), reference.child("name").is("cluster-admin"));
      const { known, open } = binding.root.child("subjects").elements();
      const allowed = parameters.rbacAllowedSubjects["RBAC-01"] ?? [];
      return [
        violation(false, reference, ""),
        ...known.map((subject) =>
          violation(
            and(applies, isAdmin, not(isAllowedSubject(subject, binding, graph, allowed))),
            subject,
            "The binding makes somebody an administrator whom the configuration does not name.",
          ),
        ),
        ...(open ? [violation(and(applies, isAdmin, open), open.path, "A subject may be an administrator.")] : []),
      ];
    }),
};
