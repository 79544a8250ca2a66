import { chartTypes } from "../../engine/charts/chart";
import { chartAccountConditions } from "../../engine/charts/chart-conditions";
import type { Resource } from "../../engine/graph/resource";
import { objectsIn } from "../../engine/kubernetes/objects";
import { isOfKind, placeOf } from "../../engine/kubernetes/place";
import { podsOf, podTypes } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { bindingTypes } from "../../engine/rbac/roles";
import { violation, type Condition, type Context, type Rule } from "../../engine/rule";
import { and, not, or, type Truth } from "../../engine/values/truth";
import { accountOf, mountsToken, serviceAccountTypes } from "../../engine/workloads/service-account";

const broadGroups = /^system:(unauthenticated|authenticated|masters|serviceaccounts(:.*)?)$/;

export const noBroadSubjects: Rule = {
  id: "RBAC-07",
  name: "no-broad-subjects",
  title: "Permissions go to named accounts, and pods run as accounts of their own",
  why: "What is given to a group that everybody is in, or to the default account, is given to pods and people nobody thought of.",
  fix: "Name a ServiceAccount, a user or a group of your own.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["4.1.5"], soc2: ["CC6.1", "CC6.2"], hipaa: ["312(a)(2)(i)", "312(d)"], nsa: ["Auth"] },
  reads: {
    ...Object.fromEntries(bindingTypes.map((type) => [type, ["subjects"]])),
    ...Object.fromEntries(podTypes.map((type) => [type, ["spec.serviceAccountName", "spec.serviceAccount"]])),
    ...Object.fromEntries(chartTypes.map((type) => [type, ["chart", "namespace", "values"]])),
  },
  follows: serviceAccountTypes,
  check: (resource, context) =>
    bindingTypes.includes(resource.type)
      ? bindingConditions(resource)
      : [...podConditions(resource, context), ...chartAccountConditions(resource, context)],
};

function bindingConditions(resource: Resource): readonly Condition[] {
  return objectsIn(resource).flatMap(({ root }) => {
    const { known, open } = root.child("subjects").elements();
    return [
      violation(false, "subjects", ""),
      ...known.map((subject) => {
        const name = subject.child("name");
        const message = `The binding gives its role to ${name.shown()}, which stands for more than anybody knows of.`;
        return violation(isBroad(subject), name, message);
      }),
      ...(open ? [violation(open, open.path, "A subject may be a group that everybody is in.")] : []),
    ];
  });
}

function isBroad(subject: Property): Truth {
  const [kind, name] = [subject.child("kind"), subject.child("name")];
  return or(
    and(kind.is("Group"), name.matches(broadGroups)),
    and(kind.is("User"), name.is("system:anonymous")),
    and(kind.is("ServiceAccount"), name.is("default")),
  );
}

function podConditions(resource: Resource, { graph, parameters }: Context): readonly Condition[] {
  return podsOf(resource).flatMap((pod) => {
    const isSystem = isOfKind(placeOf(pod.holder, graph), "system", parameters);
    if (isSystem === true) return [];
    const account = accountOf(pod, graph);
    const runsAsDefault = and(not(isSystem), account.isDefault);
    const message = "The pod runs as the default service account of its namespace.";
    const fix = "Set serviceAccountName to an account of the workload's own.";
    const mounts = mountsToken(pod, account, graph);
    return [
      violation(and(runsAsDefault, mounts), account.reference, message, { fix }),
      violation(and(runsAsDefault, not(mounts)), account.reference, message, { fix, level: "advisory" }),
    ];
  });
}
