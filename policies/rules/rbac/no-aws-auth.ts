import { parseDocument } from "yaml";
import type { Graph } from "../../engine/graph/graph";
import { objectsIn, typesOf, type KubernetesObject } from "../../engine/kubernetes/objects";
import { placeOf } from "../../engine/kubernetes/place";
import { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { and, not, some, type Truth } from "../../engine/values/truth";
import type { Value } from "../../engine/values/value";

const configMapTypes = typesOf("core/v1:ConfigMap");
const cluster = "aws:eks/cluster:Cluster";
const componentCluster = "eks:index:Cluster";

export const noAwsAuth: Rule = {
  id: "RBAC-10",
  name: "no-aws-auth",
  title: "Nobody gets into the cluster through the aws-auth ConfigMap",
  why: "The ConfigMap leaves no trace in CloudTrail, one wrong indent locks everybody out, and with access entries alone it does nothing.",
  fix: "Declare an access entry for the principal and remove the ConfigMap.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["4.1.7", "5.5.1"], soc2: ["CC6.1"], hipaa: ["308(a)(4)"] },
  reads: {
    ...Object.fromEntries(configMapTypes.map((type) => [type, ["metadata", "data"]])),
    [componentCluster]: ["roleMappings", "userMappings"],
  },
  follows: [cluster],
  check(resource, { graph }) {
    if (resource.type === componentCluster)
      return ["roleMappings", "userMappings"].flatMap((key) => mappingConditions(resource.at(key), resource.at(key)));
    return objectsIn(resource).flatMap((object) => configMapConditions(object, graph));
  },
};

function configMapConditions(object: KubernetesObject, graph: Graph): readonly Condition[] {
  const isAwsAuth = and(isIn("kube-system", object, graph), object.root.at("metadata.name").is("aws-auth"));
  if (isAwsAuth === false) return [];
  const data = object.root.child("data");
  const accounts = data.child("mapAccounts");
  return [
    violation(
      and(isAwsAuth, not(readsConfigMap(graph))),
      "metadata.name",
      "The ConfigMap is declared for a cluster that reads access entries only, or for one that the stack does not know.",
    ),
    violation(
      and(
        isAwsAuth,
        accounts.satisfies((value) => value !== undefined && !isEmptyList(value)),
      ),
      accounts,
      "The ConfigMap lets every user of other accounts in.",
    ),
    ...["mapRoles", "mapUsers"].flatMap((key) => {
      const text = data.child(key);
      return mappingConditions(parsed(text), text).map((condition) => ({
        ...condition,
        when: and(isAwsAuth, condition.when),
      }));
    }),
  ];
}

function isIn(namespace: string, object: KubernetesObject, graph: Graph): Truth {
  const place = placeOf(object, graph);
  if (place.kind === "unknown") return place.undecided;
  return place.kind === "named" && place.name === namespace;
}

/** Whether some cluster of the stack reads the ConfigMap at all. Without a statement AWS takes CONFIG_MAP. */
function readsConfigMap(graph: Graph): Truth {
  const modes = [
    ...graph.ofType(cluster).map((each) => each.at("accessConfig.authenticationMode")),
    ...graph.ofType(componentCluster).map((each) => each.at("authenticationMode")),
  ];
  const rest = graph.complete
    ? undefined
    : { path: "metadata.name", reason: "the cluster of the stack is not known yet" };
  return some(modes, (mode) => not(mode.is("API")), rest);
}

/** Mappings to the group that is administrator whatever RBAC says. Told at the text that holds them. */
function mappingConditions(mappings: Property | undefined, at: Property): readonly Condition[] {
  const message = "A mapping makes somebody an administrator whom no binding and no access entry names.";
  if (!mappings) return [violation({ path: at.path, reason: "the mappings are no YAML" }, at, message)];
  const { known, open } = mappings.elements();
  const isMaster = some(known, (mapping) => mapping.child("groups").some((group) => group.is("system:masters")), open);
  return mappings.isAbsent ? [] : [violation(isMaster, at, message)];
}

/** The YAML inside a text. */
function parsed(text: Property): Property | undefined {
  const value = text.text();
  if (value === undefined) return text;
  try {
    const document = parseDocument(value, { logLevel: "silent" });
    // What YAML of this kind holds is JSON.
    return document.errors.length > 0 ? undefined : new Property(document.toJS() as Value, text.path, text.isSecret);
  } catch {
    // Aliases can unfold to more than any ConfigMap holds.
    return undefined;
  }
}

function isEmptyList(value: unknown): boolean {
  return typeof value === "string" && /^\s*(\[\s*\])?\s*$/.test(value);
}
