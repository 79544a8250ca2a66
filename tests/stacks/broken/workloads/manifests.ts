import * as kubernetes from "@pulumi/kubernetes";
import path from "node:path";

/** What was written as YAML: what the stack can see of it, and what it cannot. */
export function applyManifests(): void {
  new kubernetes.yaml.ConfigFile("debug", { file: path.join(__dirname, "manifests", "debug.yaml") });
  // NET-10
  new kubernetes.yaml.ConfigGroup("metrics", {
    yaml: [
      "apiVersion: v1",
      "kind: Service",
      "metadata: { name: metrics, namespace: shop }",
      "spec: { type: LoadBalancer, ports: [{ port: 9090 }] }",
    ].join("\n"),
  });
  // The same in a component whose objects nobody sees before they are there: opaque, not passed.
  new kubernetes.yaml.v2.ConfigGroup("hidden", {
    objs: [{ apiVersion: "v1", kind: "Pod", metadata: { name: "hidden", namespace: "hidden" }, spec: { hostPID: true } }],
  });
}
