import { hiddenAt } from "../../engine/kubernetes/place";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import { bindingTypes } from "../../engine/rbac/roles";
import { bindingsReaching } from "../../engine/rbac/subjects";
import { violation, type Rule } from "../../engine/rule";
import { and, not, some } from "../../engine/values/truth";
import { accountOf, mountsToken, serviceAccountTypes } from "../../engine/workloads/service-account";

export const serviceAccountTokenNotMounted: Rule = {
  id: "WL-09",
  name: "service-account-token-not-mounted",
  title: "Only pods that may do something at the API server get a token for it",
  why: "Whoever breaks into a pod finds the token, and has everything that anybody ever binds to its account. Pod Identity and IRSA bring tokens of their own and do not need this one.",
  fix: "Set automountServiceAccountToken to false on the pod or its ServiceAccount.",
  level: "production",
  scope: "stack",
  references: { cis: ["4.1.6"], soc2: ["CC6.3"], hipaa: ["312(a)(1)"], nsa: ["Auth"] },
  reads: Object.fromEntries(
    podTypes.map((type) => [type, ["spec.automountServiceAccountToken", "spec.serviceAccountName"]]),
  ),
  follows: [...serviceAccountTypes, ...bindingTypes],
  check: (resource, { graph }) =>
    podsOf(resource).map((pod) => {
      const account = accountOf(pod, graph);
      const token = pod.spec.child("automountServiceAccountToken");
      const isBound = some(
        bindingsReaching(account, graph),
        ({ names }) => names,
        hiddenAt(graph, account.place, token.path),
      );
      return violation(
        and(mountsToken(pod, account, graph), not(isBound)),
        token,
        "The pod mounts a token for the API server, and no binding gives its service account anything to do there.",
      );
    }),
};
