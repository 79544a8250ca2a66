import {
  foreignPolicies,
  hiddenPolicies,
  isolates,
  namespacedTypes,
  namespaceOfSubject,
  networkPolicy,
  policiesIn,
  selectsEveryPod,
} from "../../engine/network/network-policies";
import { violation, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";

export const namespaceDefaultDeny: Rule = {
  id: "NET-01",
  name: "namespace-default-deny",
  title: "Every namespace denies traffic to and from its pods unless a policy allows it",
  why: "Without a policy that selects every pod, a pod that nobody thought of talks to all others and to the internet.",
  fix: "Add a NetworkPolicy with an empty podSelector and policyTypes Ingress and Egress to the namespace.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["4.3.2", "5.4.4"], soc2: ["CC6.6"], hipaa: ["312(e)(1)"], nsa: ["Net"] },
  reads: {
    ...Object.fromEntries(namespacedTypes.map((type) => [type, ["metadata.namespace"]])),
    "kubernetes:core/v1:Namespace": ["metadata.name"],
    [networkPolicy]: ["metadata.namespace", "spec.podSelector", "spec.policyTypes", "spec.ingress", "spec.egress"],
  },
  follows: [...foreignPolicies],
  check(subject, { graph, parameters }) {
    const namespace = namespaceOfSubject(graph, subject, parameters);
    if (!namespace || namespace.isSystem === true) return [];
    const policies = policiesIn(graph, namespace);
    const open = hiddenPolicies(graph, namespace);
    const missing = (direction: "Ingress" | "Egress"): Truth =>
      not(
        some(
          policies,
          ({ policy, belongs }) => and(belongs, selectsEveryPod(policy), isolates(policy, direction)),
          open,
        ),
      );
    const [ingress, egress] = [missing("Ingress"), missing("Egress")];
    const directions = [...(ingress === true ? ["ingress"] : []), ...(egress === true ? ["egress"] : [])];
    const name = namespace.name ?? subject.name;
    return [
      violation(
        and(not(namespace.isSystem), or(ingress, egress)),
        namespace.declaration ? "metadata.name" : "metadata.namespace",
        `No policy in namespace ${name} denies ${directions.join(" and ")} of every pod.`,
      ),
    ];
  },
};
