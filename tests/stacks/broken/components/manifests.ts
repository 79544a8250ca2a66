import * as kubernetes from "@pulumi/kubernetes";

/** What nobody sees before it is there: opaque, which is not the same as passed. */
export function applyHiddenManifests(): void {
  new kubernetes.yaml.v2.ConfigGroup("hidden", {
    objs: [
      { apiVersion: "v1", kind: "Pod", metadata: { name: "hidden", namespace: "hidden" }, spec: { hostPID: true } },
    ],
  });
}
