import { kindOf, nameOf, objectsIn, typesOf, type KubernetesObject } from "../../engine/kubernetes/objects";
import { placeOf } from "../../engine/kubernetes/place";
import { podTypes } from "../../engine/workloads/pods";
import { violation, type Rule } from "../../engine/rule";
import { and, not, type Truth } from "../../engine/values/truth";

const types = [
  ...podTypes,
  ...typesOf(
    "core/v1:Service",
    "core/v1:Secret",
    "core/v1:ConfigMap",
    "core/v1:PersistentVolumeClaim",
    "core/v1:ServiceAccount",
    "networking.k8s.io/v1:Ingress",
    "rbac.authorization.k8s.io/v1:Role",
  ),
];

export const defaultNamespaceUnused: Rule = {
  id: "WL-10",
  name: "default-namespace-unused",
  title: "Nothing lives in the default namespace",
  why: "The default namespace has no policies, quotas or owner of its own, and takes whatever names no other.",
  fix: "Set metadata.namespace to a namespace of the workload's own.",
  level: "mandatory",
  scope: "resource and stack",
  references: { cis: ["4.5.1", "4.5.2"], soc2: ["CC6.1"], nsa: ["Net"] },
  reads: Object.fromEntries(types.map((type) => [type, ["metadata.namespace"]])),
  check: (resource, { graph }) =>
    objectsIn(resource).flatMap((object) => {
      const isShipped = isOfEveryCluster(object);
      if (isShipped === true) return [];
      const place = placeOf(object, graph);
      const inDefault = place.kind === "named" ? place.name === "default" : false;
      const at = object.root.at("metadata.namespace");
      const message = "The object is in the default namespace.";
      return [violation(and(not(isShipped), place.kind === "unknown" ? place.undecided : inDefault), at, message)];
    }),
};

/** Whether it is one of the objects that Kubernetes makes there itself, and a stack can only say how they should be. */
function isOfEveryCluster(object: KubernetesObject): Truth {
  const names: Readonly<Record<string, string>> = {
    ServiceAccount: "default",
    ServiceAccountPatch: "default",
    Service: "kubernetes",
  };
  const shipped = names[kindOf(object)];
  return shipped === undefined ? false : nameOf(object).is(shipped);
}
