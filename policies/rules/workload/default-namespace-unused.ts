import { objectsIn, typesOf } from "../../engine/kubernetes/objects";
import { placeOf } from "../../engine/kubernetes/place";
import { podTypes } from "../../engine/workloads/pods";
import { violation, type Rule } from "../../engine/rule";

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
    objectsIn(resource).map((object) => {
      const place = placeOf(object, graph);
      const inDefault = place.kind === "named" ? place.name === "default" : false;
      const at = object.root.at("metadata.namespace");
      return violation(
        place.kind === "unknown" ? place.undecided : inDefault,
        at,
        "The object is in the default namespace.",
      );
    }),
};
