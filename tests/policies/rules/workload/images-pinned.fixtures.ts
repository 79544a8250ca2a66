import { unknown } from "../../../../policies/engine/values/value";
import { imagesPinned } from "../../../../policies/rules/workload/images-pinned";
import { resource, type RuleFixtures } from "../../fixture";
import { chart, deployment, object, workload, type Input } from "../../kubernetes-fixture";
import { container, pod } from "../../pod-fixture";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const ofImage = (image: Input) => pod({ containers: [container({ image })] });
const path = "spec.containers[0].image";

export const fixtures: RuleFixtures = {
  rule: imagesPinned,
  passes: [
    { when: "it has a tag", resources: [ofImage("nginx:1.30.4")] },
    { when: "it has a digest alone", resources: [ofImage(`example.com/app@${digest}`)] },
    { when: "it has a digest beside the tag latest", resources: [ofImage(`example.com/app:latest@${digest}`)] },
    { when: "the registry has a port, and the image a tag", resources: [ofImage("registry.example.com:5000/app:1.2")] },
    { when: "the registry is an IPv6 address", resources: [ofImage("[2001:db8::1]:5000/app:1.2")] },
    { when: "the tag only begins with latest", resources: [ofImage("nginx:latest-2026")] },
    {
      when: "a digest is demanded and there",
      resources: [ofImage(`nginx@${digest}`)],
      parameters: { requireDigest: true },
    },
    { when: "a pod has no containers yet", resources: [pod({ containers: [] })] },
  ],
  fails: [
    { when: "there is no image", resources: [pod({ containers: [container({ image: null })] })], paths: [path] },
    { when: "the image is empty", resources: [ofImage("")], paths: [path] },
    { when: "there is neither tag nor digest", resources: [ofImage("nginx")], paths: [path] },
    { when: "the tag is latest", resources: [ofImage("nginx:latest")], paths: [path] },
    { when: "the tag is latest in capitals", resources: [ofImage("nginx:LATEST")], paths: [path] },
    {
      when: "only the port of the registry looks like a tag",
      resources: [ofImage("registry.example.com:5000/app")],
      paths: [path],
    },
    { when: "the digest is cut short", resources: [ofImage("nginx@sha256:0123456789abcdef")], paths: [path] },
    {
      when: "the digest is of another algorithm",
      resources: [ofImage(`nginx@sha512:${"0".repeat(128)}`)],
      paths: [path],
    },
    { when: "the digest is in capitals", resources: [ofImage(`nginx@sha256:${"A".repeat(64)}`)], paths: [path] },
    { when: "the reference is none", resources: [ofImage("Nginx:1.0:2")], paths: [path] },
    {
      when: "a digest is demanded",
      resources: [ofImage("nginx:1.30.4")],
      parameters: { requireDigest: true },
      paths: [path],
    },
    {
      when: "init and ephemeral containers have none",
      resources: [
        pod({ initContainers: [container({ image: "a" })], ephemeralContainers: [container({ image: "b" })] }),
      ],
      paths: ["spec.initContainers[0].image", "spec.ephemeralContainers[0].image"],
    },
    {
      when: "a CronJob runs it",
      resources: [
        object("batch/v1:CronJob", "job", {
          spec: { jobTemplate: { spec: { template: { spec: { containers: [container({ image: "a" })] } } } } },
        }),
      ],
      paths: ["spec.jobTemplate.spec.template.spec.containers[0].image"],
    },
    {
      when: "a list holds it",
      resources: [
        resource("kubernetes:apps/v1:DeploymentList", "list", {
          items: [{ spec: { template: { spec: { containers: [container({ image: "a" })] } } } }],
        }),
      ],
      paths: ["items[0].spec.template.spec.containers[0].image"],
    },
    {
      when: "a patch sets it",
      resources: [workload("apps/v1:DeploymentPatch", { pod: { containers: [{ name: "app", image: "nginx" }] } })],
      paths: ["spec.template.spec.containers[0].image"],
    },
    {
      when: "a Rollout has a template of its own",
      resources: [workload("argoproj.io/v1alpha1:Rollout", { pod: { containers: [container({ image: "nginx" })] } })],
      paths: ["spec.template.spec.containers[0].image"],
    },
    {
      when: "a custom resource makes a pod of it, as the configuration says",
      resources: [workload("serving.knative.dev/v1:Service", { pod: { containers: [container({ image: "nginx" })] } })],
      parameters: { podTemplates: { "serving.knative.dev/v1:Service": ["spec.template"] } },
      paths: ["spec.template.spec.containers[0].image"],
    },
    {
      when: "the values of a chart name the image by the tag latest",
      resources: [chart("karpenter", { controller: { image: { tag: "latest" } } })],
      paths: ["values.controller.image.tag"],
    },
    {
      when: "the values of a chart name no digest where one is demanded",
      resources: [chart("karpenter", { controller: { image: { tag: "1.14.1" } } })],
      parameters: { requireDigest: true },
      paths: ["values.controller.image.digest"],
    },
    {
      when: "one is while another is unknown",
      resources: [deployment({ pod: { containers: [unknown, container({ image: "nginx" })] } })],
      paths: ["spec.template.spec.containers[1].image"],
    },
  ],
  undecided: [
    { when: "the tag in the values of a chart is unknown", resources: [chart("kured", { image: { tag: unknown } })] },
    { when: "the image is unknown", resources: [ofImage(unknown)] },
    { when: "the containers are unknown", resources: [pod({ containers: unknown })] },
    {
      when: "a patch sets something else",
      resources: [workload("apps/v1:DeploymentPatch", { pod: { containers: [{ name: "app" }] } })],
    },
    {
      when: "the operator of a custom resource adds the containers",
      resources: [object("ray.io/v1:RayCluster", "ray", { spec: { headGroupSpec: { template: { spec: {} } } } })],
      parameters: { podTemplates: { "ray.io/v1:RayCluster": ["spec.headGroupSpec.template"] } },
    },
  ],
  outside: [
    { when: "a chart brings its own tag", resources: [chart("kured")] },
    {
      when: "the values name a digest beside the tag",
      resources: [chart("kured", { image: { tag: "latest", digest } })],
    },
    { when: "nobody knows the chart", resources: [chart("somebody-elses", { image: { tag: "latest" } })] },
    {
      when: "a Rollout uses the template of a Deployment",
      resources: [
        object("argoproj.io/v1alpha1:Rollout", "web", { spec: { workloadRef: { kind: "Deployment", name: "web" } } }),
      ],
    },
  ],
};
