import type { GraphResource } from "../../policies/engine/graph/resource";
import { resource } from "./fixture";
import { container } from "./pod-fixture";

export type Inputs = NonNullable<Parameters<typeof resource>[2]>;
export type Input = Inputs[string];

/** An object in namespace `app`, named after its resource unless its metadata say otherwise. */
export function object(type: string, name: string, inputs: Inputs = {}, metadata: Inputs = {}): GraphResource {
  return resource(`kubernetes:${type}`, name, { metadata: { name, namespace: "app", ...metadata }, ...inputs });
}

/** What makes a workload of a fixture differ from the ordinary one. */
export interface WorkloadOverrides {
  readonly spec?: Inputs;
  readonly pod?: Inputs;
  readonly labels?: Input;
  readonly metadata?: Inputs;
}

/** A workload named `web` with one container and the label `app: web` on its pods. */
export function workload(
  type: string,
  { spec = {}, pod = {}, labels = { app: "web" }, metadata = {} }: WorkloadOverrides = {},
): GraphResource {
  const template = { metadata: { labels }, spec: { containers: [container()], ...pod } };
  return object(type, "web", { spec: { selector: { matchLabels: { app: "web" } }, template, ...spec } }, metadata);
}

/** A Deployment named `web`. */
export function deployment(overrides: WorkloadOverrides = {}): GraphResource {
  return workload("apps/v1:Deployment", overrides);
}

/** An autoscaler of the Deployment `web`, from two to four replicas. */
export function autoscaler(spec: Inputs = {}, metadata: Inputs = {}): GraphResource {
  const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  return object(
    "autoscaling/v2:HorizontalPodAutoscaler",
    "scaler",
    { spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 4, ...spec } },
    metadata,
  );
}

/** A Helm release, which may create anything in its namespace. */
export function release(namespace: Input = "app", values: Inputs = {}): GraphResource {
  return resource("kubernetes:helm.sh/v3:Release", "chart", { chart: "chart", namespace, ...values });
}

/** A Helm release of a chart from a repository, with values. */
export function chart(name: string, values: Inputs = {}, inputs: Inputs = {}): GraphResource {
  return resource("kubernetes:helm.sh/v3:Release", name, {
    ...{ chart: name, version: "1.2.3", repositoryOpts: { repo: "https://charts.example.com" }, values },
    ...inputs,
  });
}
