import { eachContainer, nameOf, podSecurityRule } from "../../engine/workloads/pod-security";
import { violation } from "../../engine/rule";
import { and, not } from "../../engine/values/truth";

const handlers = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"];
const hosts = handlers.flatMap((handler) => [`${handler}.httpGet.host`, `${handler}.tcpSocket.host`]);

export const noProbeOrLifecycleHosts = podSecurityRule({
  id: "PSS-B-07",
  name: "no-probe-or-lifecycle-hosts",
  title: "Probes and lifecycle hooks call their own pod only",
  why: "The kubelet makes these calls from the node: with a host of its own, a pod sends the node to addresses that it may not reach itself.",
  fix: "Remove host.",
  references: { pss: ["hostProbesAndHostLifecycle"], soc2: ["CC6.6"] },
  standard: "baseline",
  since: 34,
  fields: hosts.map((path) => `spec.containers[].${path}`),
  check: (pod) =>
    eachContainer(pod, (container) =>
      hosts.map((path) => {
        const host = container.at(path);
        return violation(
          and(host.present(), not(host.is(""))),
          host,
          () => `${nameOf(container)} sends the kubelet to a host.`,
        );
      }),
    ),
});
