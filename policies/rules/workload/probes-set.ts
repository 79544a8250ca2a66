import { nameOf } from "../../engine/workloads/pod-security";
import type { Pod } from "../../engine/workloads/pods";
import { podsOf } from "../../engine/workloads/pods";
import type { Property } from "../../engine/values/property";
import { violation, type Condition, type Rule } from "../../engine/rule";
import { typesOf } from "../../engine/kubernetes/objects";
import { and, not, or, type Truth } from "../../engine/values/truth";
import { workloadTypesOf } from "../../engine/workloads/workload";

const types = [
  ...workloadTypesOf("Deployment", "StatefulSet", "ReplicaSet", "Rollout"),
  ...typesOf("apps/v1:DaemonSet", "apps/v1beta2:DaemonSet", "extensions/v1beta1:DaemonSet"),
];
const handlers = ["httpGet", "tcpSocket", "exec", "grpc"];

export const probesSet: Rule = {
  id: "WL-04",
  name: "probes-set",
  title: "Containers that run on say when they are ready and whether they live",
  why: "Without a readiness probe traffic goes to pods that cannot answer yet, and nobody restarts one that hangs.",
  fix: "Give the container a readinessProbe.",
  level: "production",
  scope: "resource",
  references: { soc2: ["A1.1", "A1.2"] },
  reads: Object.fromEntries(
    types.map((type) => [
      type,
      ["spec.template.spec.containers[].readinessProbe", "spec.template.spec.containers[].livenessProbe"],
    ]),
  ),
  check: (resource) =>
    podsOf(resource).flatMap((pod) => {
      const lists = [pod.spec.child("initContainers"), pod.spec.child("containers")].map((list) => list.elements());
      return [
        violation(false, pod.spec, ""),
        ...lists.flatMap(({ known, open }) => [
          ...known.flatMap((container) => containerConditions(container, runsOn(container, pod))),
          ...(open ? [violation(open, open.path, "A container may lack a probe.")] : []),
        ]),
      ];
    }),
};

/** Init containers end, but for sidecars. */
function runsOn(container: Property, { spec }: Pod): Truth {
  return container.path.startsWith(`${spec.child("initContainers").path}[`)
    ? container.child("restartPolicy").is("Always")
    : true;
}

function containerConditions(container: Property, applies: Truth): readonly Condition[] {
  if (applies === false) return [];
  const [readiness, liveness] = [container.child("readinessProbe"), container.child("livenessProbe")];
  const hasPorts = container.child("ports").some(() => true);
  return [
    violation(
      and(applies, hasPorts, readiness.absent()),
      readiness,
      () => `${nameOf(container)} has ports and does not say when it is ready to be called.`,
    ),
    violation(
      and(applies, liveness.absent()),
      liveness,
      () => `Nobody restarts ${lowered(nameOf(container))} when it hangs.`,
      {
        level: "advisory",
        fix: "Give the container a livenessProbe that fails only when a restart helps.",
      },
    ),
    ...[readiness, liveness, container.child("startupProbe")].map((probe) =>
      violation(
        and(applies, probe.present(), not(or(...handlers.map((handler) => probe.child(handler).present())))),
        probe,
        () => `${nameOf(container)} has a probe that does nothing.`,
        { fix: "Give the probe one of httpGet, tcpSocket, grpc and exec." },
      ),
    ),
  ];
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
