import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

const handlers = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"];
const actions = ["httpGet", "tcpSocket"];

export const noProbeOrLifecycleHosts = podSecurityRule({
  id: "PSS-B-07",
  name: "no-probe-or-lifecycle-hosts",
  title: "Probes and lifecycle hooks call their own pod only",
  why: "The kubelet makes these calls from the node: with a host of its own, a pod sends the node to addresses that it may not reach itself.",
  fix: "Remove host.",
  references: { pss: ["hostProbesAndHostLifecycle"], soc2: ["CC6.6"] },
  standard: "baseline",
  since: 34,
  fields: handlers.flatMap((handler) => actions.map((action) => `spec.containers[].${handler}.${action}.host`)),
  check: (pod) =>
    eachContainer(pod, (container) =>
      handlers.flatMap((handler) =>
        actions.map((action) => {
          const host = container.at(`${handler}.${action}.host`);
          return violation(
            and(host.present(), not(host.is(""))),
            host,
            `${nameOf(container)} sends the kubelet to a host.`,
          );
        }),
      ),
    ),
});
