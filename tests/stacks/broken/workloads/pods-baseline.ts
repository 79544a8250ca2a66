import * as kubernetes from "@pulumi/kubernetes";
import { container, pod } from "./pods";

const { Pod } = kubernetes.core.v1;
type PodSpec = kubernetes.types.input.core.v1.PodSpec;

/** What the baseline standard forbids, one mistake each, in a namespace that must hold to it. */
export function createBaselineOffenders(): void {
  shop("host-process", pod({ securityContext: { windowsOptions: { hostProcess: true } } })); // PSS-B-01
  shop("host-network", pod({ hostNetwork: true, hostPID: true })); // PSS-B-02
  shop("privileged", pod({ containers: [container({ securityContext: { privileged: true } })] })); // PSS-B-03
  shop("net-admin", pod({ initContainers: [adds("NET_ADMIN")] })); // PSS-B-04
  shop("docker-socket", pod({ volumes: [{ name: "docker", hostPath: { path: "/var/run/docker.sock" } }] })); // PSS-B-05
  shop("host-port", pod({ containers: [container({ ports: [{ containerPort: 80, hostPort: 80 }] })] })); // PSS-B-06
  shop("probing", pod({ containers: [probes("169.254.169.254")] })); // PSS-B-07
  shop("unconfined-apparmor", pod({ securityContext: { appArmorProfile: { type: "Unconfined" } } })); // PSS-B-08
  shop("selinux", pod({ securityContext: { seLinuxOptions: { type: "spc_t" } } })); // PSS-B-09
  shop("proc", pod({ containers: [container({ securityContext: { procMount: "Unmasked" } })] })); // PSS-B-10
  shop("unconfined-seccomp", pod({ securityContext: { seccompProfile: { type: "Unconfined" } } })); // PSS-B-11
  shop("sysctls", pod({ securityContext: { sysctls: [{ name: "kernel.msgmax", value: "65536" }] } })); // PSS-B-12
  controllers();
}

/** The same in what makes pods. */
function controllers(): void {
  const template = (spec: PodSpec) => ({ metadata: { labels: { app: "agent" } }, spec });
  new kubernetes.apps.v1.DaemonSet("agent", {
    metadata: { name: "agent", namespace: "shop" },
    spec: { selector: { matchLabels: { app: "agent" } }, template: template(alive()) }, // PSS-B-02
  });
  new kubernetes.batch.v1.CronJob("sweep", {
    metadata: { name: "sweep", namespace: "shop" },
    spec: {
      schedule: "@daily",
      concurrencyPolicy: "Forbid",
      jobTemplate: {
        spec: {
          activeDeadlineSeconds: 600,
          template: {
            spec: pod({ restartPolicy: "Never", volumes: [{ name: "root", hostPath: { path: "/" } }] }), // PSS-B-05
          },
        },
      },
    },
  });
}

/** Everything that a daemon set needs, and the node's memory besides. */
function alive(): PodSpec {
  const livenessProbe = { exec: { command: ["/bin/alive"] } };
  return pod({ hostIPC: true, containers: [container({ livenessProbe })] });
}

function shop(name: string, spec: PodSpec): void {
  new Pod(name, { metadata: { name, namespace: "shop" }, spec });
}

function adds(capability: string) {
  return container({ name: "init", securityContext: { capabilities: { drop: ["ALL"], add: [capability] } } });
}

function probes(host: string) {
  return container({ livenessProbe: { httpGet: { host, path: "/latest/meta-data", port: 80 } } });
}
