import { unknown } from "../../../../policies/engine/values/value";
import { noProbeOrLifecycleHosts } from "../../../../policies/rules/pss-baseline/no-probe-or-lifecycle-hosts";
import { type RuleFixtures } from "../../fixture";
import { container, namespace, pod } from "../../pod-fixture";

export const fixtures: RuleFixtures = {
  rule: noProbeOrLifecycleHosts,
  passes: [
    {
      when: "a probe names no host",
      resources: [pod({ containers: [container({ livenessProbe: { httpGet: { port: 80 } } })] })],
    },
    {
      when: "the host is empty",
      resources: [pod({ containers: [container({ livenessProbe: { httpGet: { port: 80, host: "" } } })] })],
    },
  ],
  fails: [
    {
      when: "a probe names one",
      resources: [pod({ containers: [container({ readinessProbe: { tcpSocket: { port: 80, host: "10.0.0.1" } } })] })],
      paths: ["spec.containers[0].readinessProbe.tcpSocket.host"],
    },
    {
      when: "a hook names one",
      resources: [
        pod({ containers: [container({ lifecycle: { preStop: { httpGet: { port: 80, host: "127.0.0.1" } } } })] }),
      ],
      paths: ["spec.containers[0].lifecycle.preStop.httpGet.host"],
    },
    {
      when: "the namespace pins the version that brought the check",
      resources: [
        namespace("app", "baseline", "v1.34"),
        pod({ containers: [container({ livenessProbe: { httpGet: { port: 80, host: "10.0.0.1" } } })] }),
      ],
      paths: ["spec.containers[0].livenessProbe.httpGet.host"],
    },
  ],
  undecided: [
    {
      when: "the host is unknown",
      resources: [pod({ containers: [container({ startupProbe: { httpGet: { port: 80, host: unknown } } })] })],
    },
  ],
  outside: [
    {
      when: "the version is older than the check",
      resources: [pod({ containers: [container({ livenessProbe: { httpGet: { port: 80, host: "10.0.0.1" } } })] })],
      parameters: { pssVersion: "v1.33" },
    },
    {
      when: "the namespace pins an older version",
      resources: [
        namespace("app", "baseline", "v1.33"),
        pod({ containers: [container({ livenessProbe: { httpGet: { port: 80, host: "10.0.0.1" } } })] }),
      ],
    },
  ],
};
