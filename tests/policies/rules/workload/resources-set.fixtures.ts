import { unknown } from "../../../../policies/engine/values/value";
import { resourcesSet } from "../../../../policies/rules/workload/resources-set";
import { outputOf, resource, type RuleFixtures } from "../../fixture";
import { chart, deployment, object, release, type Input, type Inputs } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const full = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } };
const withResources = (resources: Input) => pod({ containers: [container({ resources })] });
const limitRange = (item: Inputs, namespace: Input = "app") =>
  object("core/v1:LimitRange", "limits", { spec: { limits: [{ type: "Container", ...item }] } }, { namespace });
const defaults = { defaultRequest: { cpu: "50m", memory: "64Mi" }, default: { memory: "128Mi" } };
const namespace = resource("kubernetes:core/v1:Namespace", "ns");
const at = (...keys: string[]) => keys.map((key) => `spec.containers[0].resources.${key}`);

export const fixtures: RuleFixtures = {
  rule: resourcesSet,
  passes: [
    { when: "all are stated", resources: [withResources(full)] },
    { when: "limits stand for requests too", resources: [withResources({ limits: { cpu: 1, memory: "128Mi" } })] },
    {
      when: "the pod states them",
      resources: [pod({ resources: full })],
    },
    { when: "the namespace has defaults", resources: [pod(), limitRange(defaults)] },
    {
      when: "the defaults come from the maximum and the minimum",
      resources: [pod(), limitRange({ max: { memory: "1Gi" }, min: { cpu: "10m" } })],
    },
    {
      when: "two limit ranges share the work",
      resources: [pod(), limitRange({ default: { memory: "1Gi" } }), limitRange({ defaultRequest: { cpu: "1" } })],
    },
    {
      when: "pod and limit range name the declaration of their namespace",
      resources: [pod({}, { namespace: outputOf(namespace) }), namespace, limitRange(defaults, outputOf(namespace))],
    },
    {
      when: "an ephemeral container has none",
      resources: [pod({ resources: full, ephemeralContainers: [container()] })],
    },
    {
      when: "the limit equals the request in another unit",
      resources: [withResources({ requests: { cpu: 0.5, memory: "1Ki" }, limits: { memory: "1024" } })],
    },
    {
      when: "an exponent makes the limit greater",
      resources: [withResources({ requests: { cpu: "5e-1", memory: "1G" }, limits: { memory: "1E" } })],
    },
  ],
  fails: [
    {
      when: "the values of a chart set none",
      resources: [chart("kured", { resources: { requests: { cpu: "10m", memory: "32Mi" } } })],
      paths: ["values.resources.limits.memory"],
    },
    {
      when: "nothing is stated",
      resources: [pod()],
      paths: at("requests.cpu", "requests.memory", "limits.memory"),
    },
    {
      when: "the memory limit is missing",
      resources: [withResources({ requests: { cpu: "1", memory: "1Gi" } })],
      paths: at("limits.memory"),
    },
    {
      when: "a CPU limit alone is stated",
      resources: [withResources({ limits: { cpu: "1" } })],
      paths: at("requests.memory", "limits.memory"),
    },
    {
      when: "an init container lacks them",
      resources: [
        pod({
          containers: [container({ resources: full })],
          initContainers: [container({ resources: { limits: full.limits } })],
        }),
      ],
      paths: ["spec.initContainers[0].resources.requests.cpu"],
    },
    {
      when: "the defaults are another namespace's",
      resources: [withResources({ requests: { cpu: "1" } }), limitRange(defaults, "other")],
      paths: at("requests.memory", "limits.memory"),
    },
    {
      when: "the limit range is about pods",
      resources: [withResources({ limits: { cpu: 1 } }), limitRange({ ...defaults, type: "Pod" })],
      paths: at("requests.memory", "limits.memory"),
    },
    {
      when: "a quantity is none",
      resources: [withResources({ ...full, requests: { cpu: "100 m", memory: "128MB" } })],
      paths: at("requests.cpu", "requests.memory"),
    },
    {
      when: "the limit is below the request",
      resources: [withResources({ requests: { cpu: 1, memory: "1Gi" }, limits: { memory: "1G" } })],
      paths: at("limits.memory"),
    },
    {
      when: "the pod's limit is below its request",
      resources: [pod({ resources: { requests: { cpu: 1, memory: "2Gi" }, limits: { memory: "1Gi" } } })],
      paths: ["spec.resources.limits.memory"],
    },
    {
      when: "one lacks a request while another container is unknown",
      resources: [
        deployment({ pod: { containers: [unknown, container({ resources: { limits: { memory: "1Gi" } } })] } }),
      ],
      paths: ["spec.template.spec.containers[1].resources.requests.cpu"],
    },
  ],
  undecided: [
    { when: "those of a chart are unknown", resources: [chart("kured", { resources: unknown })] },
    { when: "a chart may bring defaults to the namespace", resources: [pod(), release()] },
    { when: "a chart targets a namespace that is unknown", resources: [pod(), release(unknown)] },
    { when: "the resources are unknown", resources: [withResources(unknown)] },
    { when: "the namespace of the limit range is unknown", resources: [pod(), limitRange(defaults, unknown)] },
    {
      when: "the limits of the limit range are unknown",
      resources: [pod(), object("core/v1:LimitRange", "l", { spec: { limits: unknown } })],
    },
    { when: "the type of an item is unknown", resources: [pod(), limitRange({ ...defaults, type: unknown })] },
    {
      when: "the request is unknown and the limit is not",
      resources: [withResources({ ...full, requests: { cpu: "1", memory: unknown } })],
    },
  ],
};
