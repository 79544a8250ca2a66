import * as kubernetes from "@pulumi/kubernetes";
import path from "node:path";
import { pod } from "./pods";

/** What was written as YAML: the provider's older components show what is in it. */
export function applyManifests(): void {
  new kubernetes.yaml.ConfigFile("debug", { file: path.join(__dirname, "manifests", "debug.yaml") });
  // PSS-B-02: a pod by any other name.
  new kubernetes.apiextensions.CustomResource("rose", {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "rose", namespace: "shop" },
    spec: pod({ hostPID: true }),
  });
  // WL-21: a privileged chart where baseline is asked for. WL-03: without resources. META-01: nobody accepted it.
  new kubernetes.helm.v3.Release("kured", {
    name: "kured",
    chart: "kured",
    version: "6.1.0",
    repositoryOpts: { repo: "https://kubereboot.github.io/charts" },
    namespace: "kured",
  });
  // NET-10
  new kubernetes.yaml.ConfigGroup("metrics", {
    yaml: [
      "apiVersion: v1",
      "kind: Service",
      "metadata: { name: metrics, namespace: shop }",
      "spec: { type: LoadBalancer, ports: [{ port: 9090 }] }",
    ].join("\n"),
  });
}
