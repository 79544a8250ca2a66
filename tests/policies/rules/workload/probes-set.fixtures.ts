import { unknown } from "../../../../policies/engine/values/value";
import { probesSet } from "../../../../policies/rules/workload/probes-set";
import type { RuleFixtures } from "../../fixture";
import { deployment, object, workload, type Inputs } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const probe = { httpGet: { path: "/", port: 8080 } };
const ports = [{ containerPort: 8080 }];
const probed = { ports, readinessProbe: probe, livenessProbe: probe };
const of = (...containers: Inputs[]) => deployment({ pod: { containers: containers.map((each) => container(each)) } });
const base = "spec.template.spec.containers[0]";

export const fixtures: RuleFixtures = {
  rule: probesSet,
  passes: [
    { when: "both probes are there", resources: [of(probed)] },
    {
      when: "a container without ports has a liveness probe",
      resources: [of({ livenessProbe: { exec: { command: ["true"] } } })],
    },
    { when: "the list of ports is empty", resources: [of({ ports: [], livenessProbe: probe })] },
    {
      when: "probes use gRPC and TCP",
      resources: [of({ ports, readinessProbe: { grpc: { port: 1 } }, livenessProbe: { tcpSocket: { port: 1 } } })],
    },
    {
      when: "an init container ends",
      resources: [deployment({ pod: { containers: [container(probed)], initContainers: [container({ ports })] } })],
    },
  ],
  fails: [
    {
      when: "a container with ports has no readiness probe",
      resources: [of({ ports, livenessProbe: probe })],
      paths: [`${base}.readinessProbe`],
    },
    {
      when: "a container has no liveness probe",
      resources: [of({ ports, readinessProbe: probe })],
      paths: [`${base}.livenessProbe`],
      level: "advisory",
    },
    {
      when: "a probe has no handler",
      resources: [of({ ...probed, readinessProbe: {} })],
      paths: [`${base}.readinessProbe`],
      level: "production",
    },
    {
      when: "a startup probe has none",
      resources: [of({ ...probed, startupProbe: { periodSeconds: 1 } })],
      paths: [`${base}.startupProbe`],
    },
    {
      when: "a sidecar has none",
      resources: [
        deployment({
          pod: {
            containers: [container(probed)],
            initContainers: [container({ ports, restartPolicy: "Always", livenessProbe: probe })],
          },
        }),
      ],
      paths: ["spec.template.spec.initContainers[0].readinessProbe"],
    },
    {
      when: "a DaemonSet has none",
      resources: [workload("apps/v1:DaemonSet", { pod: { containers: [container({ ports, livenessProbe: probe })] } })],
      paths: [`${base}.readinessProbe`],
    },
  ],
  undecided: [
    { when: "the ports are unknown", resources: [of({ ports: unknown, livenessProbe: probe })] },
    { when: "the probe is unknown", resources: [of({ ...probed, readinessProbe: unknown })] },
    { when: "the handler is unknown", resources: [of({ ...probed, readinessProbe: { httpGet: unknown } })] },
    {
      when: "an init container may be a sidecar",
      resources: [
        deployment({
          pod: { containers: [container(probed)], initContainers: [container({ ports, restartPolicy: unknown })] },
        }),
      ],
    },
    {
      when: "a patch sets a port",
      resources: [workload("apps/v1:DeploymentPatch", { pod: { containers: [{ name: "app", ports }] } })],
    },
  ],
  outside: [
    {
      when: "a pod or a job runs once",
      resources: [
        pod({ containers: [container({ ports })] }),
        object("batch/v1:Job", "j", { spec: { template: { spec: { containers: [container({ ports })] } } } }),
      ],
    },
  ],
};
