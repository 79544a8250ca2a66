import { hiddenAt, isOfKind, isSamePlace, placeOf } from "../../engine/kubernetes/place";
import type { KubernetesObject } from "../../engine/kubernetes/objects";
import { podsOf, podTypes, type Pod } from "../../engine/workloads/pods";
import { dangerRules, dangersIn, isDangerous, type DangerRule, type Reach } from "../../engine/rbac/dangers";
import {
  bindingTypes,
  clusterRoleTypes,
  isClusterBinding,
  policyRulesOf,
  rolesOf,
  roleTypes,
  shippedRoles,
} from "../../engine/rbac/roles";
import { bindingsReaching, isAllowedAccount } from "../../engine/rbac/subjects";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, some, type Truth } from "../../engine/values/truth";
import { accountOf, serviceAccountTypes, type PodAccount } from "../../engine/workloads/service-account";

export const workloadEffectivePermissions: Rule = {
  id: "RBAC-08",
  name: "workload-effective-permissions",
  title: "No pod reaches permissions over others through its service account",
  why: "Whoever breaks into the pod has everything that all bindings together give its account, through groups and aggregated roles as well.",
  fix: "Bind a role without the permission to the pod's service account, or give the pod an account of its own.",
  level: "mandatory",
  scope: "stack",
  references: { cis: ["4.1.1", "4.1.2", "4.1.6"], soc2: ["CC6.3"], hipaa: ["308(a)(4)"], nsa: ["Auth"] },
  reads: Object.fromEntries(podTypes.map((type) => [type, ["spec.serviceAccountName"]])),
  follows: [...serviceAccountTypes, ...bindingTypes, ...roleTypes, ...clusterRoleTypes],
  check: (resource, context) => podsOf(resource).flatMap((pod) => podConditions(pod, context)),
};

function podConditions(pod: Pod, context: Context): readonly Condition[] {
  const { graph, parameters } = context;
  const place = placeOf(pod.holder, graph);
  const isSystem = isOfKind(place, "system", parameters);
  if (isSystem === true) return [];
  const isTenant = isOfKind(place, "tenant", parameters);
  const account = accountOf(pod, graph);
  const asked = dangerRules.map((rule): Asked => {
    const { rbacAllowedSubjects: allowed } = parameters;
    return { rule, asked: not(isAllowedAccount(account, [...(allowed[rule] ?? []), ...(allowed["RBAC-08"] ?? [])])) };
  });
  const paths = bindingsReaching(account, graph).map(({ binding, reaches }) => {
    const isClusterWide = isClusterBinding(binding);
    const isHere = isClusterWide || isSamePlace(placeOf(binding, graph), place);
    const reach = { isClusterWide, isTenant };
    const grants = (): Truth => and(reaches, isHere, grantsTooMuch(binding, asked, reach, context));
    return { binding, reach, tooMuch: isHere === false ? false : grants() };
  });
  const proven = paths.find(({ tooMuch }) => tooMuch === true);
  const hidden = hiddenAt(graph, place, account.reference.path);
  const tooMuch = some(paths, (path) => path.tooMuch, hidden);
  const message = proven
    ? [pathTo(proven.binding, account, context), ...meansOf(proven.binding, asked, proven.reach, context)].join(" ")
    : "The pod may reach too much.";
  return [
    violation(and(not(isSystem), isTenant, tooMuch), account.reference, message),
    violation(and(not(isSystem), not(isTenant), tooMuch), account.reference, message, { level: "advisory" }),
  ];
}

/** Whether what a rule forbids is forbidden to an account as well. */
interface Asked {
  readonly rule: DangerRule;
  readonly asked: Truth;
}

/** Whether the role of a binding grants something that is asked not to be granted. */
function grantsTooMuch(binding: KubernetesObject, asked: readonly Asked[], reach: Reach, { graph }: Context): Truth {
  const roles = rolesOf(binding, graph);
  const isHere = roles.some(({ refers }) => refers === true);
  return or(
    ...roles.map(({ role, refers }) => {
      const { held, open } = policyRulesOf(role, graph);
      const tooMuch = some(
        held,
        ({ rule, holds }) =>
          and(holds, or(...asked.map((each) => and(each.asked, isDangerous(rule, each.rule, reach))))),
        open,
      );
      return and(refers, tooMuch);
    }),
    isHere ? false : shippedGrants(binding, asked),
  );
}

/** What the role of a binding is proven to allow that nobody asked for, in the words of the rule that forbids it. */
function meansOf(
  binding: KubernetesObject,
  asked: readonly Asked[],
  reach: Reach,
  { graph }: Context,
): readonly string[] {
  const forbidden = asked.filter((each) => each.asked === true);
  const first = rolesOf(binding, graph)
    .flatMap(({ role }) => policyRulesOf(role, graph).held)
    .filter(({ holds }) => holds === true)
    .flatMap(({ rule }) => forbidden.flatMap((each) => dangersIn(rule, each.rule, reach)))
    .find(({ when }) => when === true);
  return first ? [first.message] : [];
}

/** What a role grants that the stack does not declare. */
function shippedGrants({ root }: KubernetesObject, asked: readonly Asked[]): Truth {
  const name = root.at("roleRef.name");
  const shipped = shippedRoles[name.text() ?? ""];
  if (!shipped || root.at("roleRef.kind").is("ClusterRole") !== true)
    return { path: "roleRef.name", reason: "the role of a binding is outside the stack" };
  return or(...asked.filter(({ rule }) => shipped.includes(rule)).map((each) => each.asked));
}

/** The way from a pod to a role, by the names that the resources have in the program. */
function pathTo(binding: KubernetesObject, { declarations }: PodAccount, { graph }: Context): string {
  const account = declarations[0]?.object.resource.name;
  const role = rolesOf(binding, graph)[0]?.role.resource.name;
  const shipped = binding.root.at("roleRef.name");
  const steps = [
    account === undefined ? "its service account" : `service account ${account}`,
    `binding ${binding.resource.name}`,
    role === undefined ? `the role ${shipped.shown()} that Kubernetes ships` : `role ${role}`,
  ];
  return `The pod reaches permissions over others: ${steps.join(", then ")}.`;
}
