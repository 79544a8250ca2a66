import * as kubernetes from "@pulumi/kubernetes";

/** What nobody sees before it is there: META-01, opaque, which is not the same as passed. Its one object shows already. */
export function applyHiddenManifests(): void {
  new kubernetes.yaml.v2.ConfigGroup("hidden", {
    files: ["manifests/*.yaml"],
    objs: [
      // PSS-B-02
      { apiVersion: "v1", kind: "Pod", metadata: { name: "peer", namespace: "hidden" }, spec: { hostPID: true } },
    ],
  });
}
