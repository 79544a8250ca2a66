import assert from "node:assert/strict";
import type { z } from "zod";
import type { parametersSchema } from "../../../../policies/engine/parameters";
import { ConfigurationError, evaluate, readConfiguration, unknown } from "../../../../policies/evaluate";
import { graphOf, resource } from "../../fixture";
import type { Inputs } from "../../kubernetes-fixture";

const hostNetwork = { spec: { hostNetwork: true, containers: [] } };
const podTemplates = {
  "jobset.x-k8s.io/v1alpha2:JobSet": ["spec.replicatedJobs[].template.spec.template"],
  "ray.io/v1:RayCluster": ["spec.headGroupSpec.template", "spec.workerGroupSpecs[].template"],
};

function judged(type: string, spec: Inputs, parameters: z.input<typeof parametersSchema> = { podTemplates }) {
  const one = resource(`kubernetes:${type}`, "it", { metadata: { name: "it", namespace: "app" }, spec });
  const { findings, undecided, opaque } = evaluate(graphOf([one]), readConfiguration({ parameters }));
  const paths = (verdicts: readonly { rule: string; path: string }[]) =>
    verdicts.filter(({ rule }) => rule === "PSS-B-02").map(({ path }) => path);
  return { found: paths(findings), open: paths(undecided), opaque: opaque.map(({ why }) => why) };
}

describe("custom resources with pods", () => {
  it("are judged in every template that the configuration names, and are no longer opaque", () => {
    const spec = { headGroupSpec: { template: hostNetwork }, workerGroupSpecs: [{ template: hostNetwork }, {}] };
    assert.deepEqual(judged("ray.io/v1:RayCluster", spec), {
      found: ["spec.headGroupSpec.template.spec.hostNetwork", "spec.workerGroupSpecs[0].template.spec.hostNetwork"],
      open: [],
      opaque: [],
    });
  });

  it("are opaque without a configuration", () => {
    const { found, opaque } = judged("ray.io/v1:RayCluster", { headGroupSpec: { template: hostNetwork } }, {});
    assert.deepEqual([found, opaque], [[], ["no rule reads custom resources of this kind"]]);
  });

  for (const [what, spec] of [
    ["an item", { replicatedJobs: [unknown] }],
    ["the list", { replicatedJobs: unknown }],
    ["the template", { replicatedJobs: [{ template: { spec: { template: unknown } } }] }],
    ["the pod", { replicatedJobs: [{ template: { spec: { template: { spec: unknown } } } }] }],
  ] as const)
    it(`are undecided when ${what} is not known yet`, () => {
      const { found, open, opaque } = judged("jobset.x-k8s.io/v1alpha2:JobSet", spec);
      assert.deepEqual([found, open.length, opaque], [[], 1, []]);
    });

  for (const [what, spec] of [
    ["to nothing", { template: hostNetwork }],
    ["to a text", { replicatedJobs: [{ template: { spec: { template: "pod" } } }] }],
    ["to an object that has no pod's spec", { replicatedJobs: [{ template: { spec: { template: {} } } }] }],
    ["through a list that is none", { replicatedJobs: { template: { spec: { template: hostNetwork } } } }],
  ] as const)
    it(`stay opaque when the path leads ${what}`, () => {
      const { found, open, opaque } = judged("jobset.x-k8s.io/v1alpha2:JobSet", spec);
      assert.deepEqual(
        [found, open, opaque],
        [[], [], ["none of the template paths in podTemplates leads to a pod in it"]],
      );
    });

  it("are never passed for containers that an operator adds", () => {
    const template = { spec: { serviceAccountName: "driver" } };
    const one = resource("kubernetes:ray.io/v1:RayCluster", "it", { spec: { headGroupSpec: { template } } });
    const { coverage } = evaluate(graphOf([one]), readConfiguration({ parameters: { podTemplates } }));
    assert.ok(coverage.resources[0]?.undecided.includes("WL-01"));
    assert.ok(coverage.resources[0]?.passed.includes("PSS-B-02"));
  });

  it("say what is wrong with their configuration", () => {
    const wrong = {
      Service: ["spec.template"],
      "core/v1:Service": ["spec.template"],
      "apps/v1:Deployment": ["spec.template"],
      "argoproj.io/v1alpha1:Rollout": ["spec.template"],
      "ray.io/v1:RayJob": [],
      "ray.io/v1:RayService": "spec.template",
      "ray.io/v1:RayCluster": ["spec.template", "spec..template", "spec.groups[0].template"],
    };
    const name = 'under the group, version and kind of a custom resource, such as "serving.knative.dev/v1:Service"';
    const way = 'a path of names and lists, such as "spec.template" or "spec.jobs[].template"';
    assert.throws(
      () => readConfiguration({ parameters: { podTemplates: wrong } }),
      (error: unknown) => {
        assert.ok(error instanceof ConfigurationError);
        assert.deepEqual(
          [...error.problems].sort(),
          [
            "parameters.podTemplates.ray.io/v1:RayJob is []; it must be a list of at least 1.",
            'parameters.podTemplates.ray.io/v1:RayService is "spec.template"; it must be of type array.',
            `parameters.podTemplates.ray.io/v1:RayCluster.1 is "spec..template"; it must be ${way}.`,
            `parameters.podTemplates.ray.io/v1:RayCluster.2 is "spec.groups[0].template"; it must be ${way}.`,
            `parameters.podTemplates.Service is ["spec.template"]; it must be ${name}.`,
            `parameters.podTemplates.core/v1:Service is ["spec.template"]; it must be ${name}.`,
            'parameters.podTemplates.apps/v1:Deployment is ["spec.template"]; it must be left out: the pack knows where this kind has its pods.',
            'parameters.podTemplates.argoproj.io/v1alpha1:Rollout is ["spec.template"]; it must be left out: the pack knows where this kind has its pods.',
          ].sort(),
        );
        return true;
      },
    );
  });
});
