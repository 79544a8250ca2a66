import * as kubernetes from "@pulumi/kubernetes";
import { container, pod } from "./pods";

const { Pod } = kubernetes.core.v1;
type PodSpec = kubernetes.types.input.core.v1.PodSpec;
type SecurityContext = kubernetes.types.input.core.v1.SecurityContext;

/** What the restricted standard forbids besides, one mistake each, in the namespace of a tenant. */
export function createRestrictedOffenders(): void {
  tenant("nfs", pod({ volumes: [{ name: "home", nfs: { server: "10.0.0.9", path: "/home" } }] })); // PSS-R-01
  tenant("escalating", secured({ allowPrivilegeEscalation: true })); // PSS-R-02
  tenant("maybe-root", secured({ runAsNonRoot: false })); // PSS-R-03
  tenant("root", pod({ securityContext: { runAsUser: 0 } })); // PSS-R-04
  tenant("no-seccomp", secured({ seccompProfile: { type: "Unconfined" } })); // PSS-R-05
  tenant("capable", secured({ capabilities: { drop: ["NET_RAW"], add: ["CHOWN"] } })); // PSS-R-06
  tenant("proc-in-namespace", pod({ hostUsers: false, containers: [unmasked()] })); // PSS-R-07
  tenant("reading", pod({ serviceAccountName: "reader" })); // RBAC-08
  // PSS-R-02, PSS-R-03, PSS-R-05, PSS-R-06, RBAC-07, WL-01, WL-02, WL-03, WL-04, WL-05, WL-09, WL-13: as the image's README has it.
  new kubernetes.apps.v1.Deployment("readme", {
    metadata: { name: "readme", namespace: "tenant-a" },
    spec: {
      selector: { matchLabels: { app: "readme" } },
      template: {
        metadata: { labels: { app: "readme" } },
        spec: { containers: [{ name: "nginx", image: "nginx" }] },
      },
    },
  });
}

function tenant(name: string, spec: PodSpec): void {
  new Pod(name, { metadata: { name, namespace: "tenant-a" }, spec });
}

function secured(securityContext: SecurityContext): PodSpec {
  return pod({ containers: [container({ securityContext })] });
}

function unmasked() {
  return container({ securityContext: { procMount: "Unmasked" } });
}
