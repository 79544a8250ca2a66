import { unknown } from "../../../../policies/engine/values/value";
import { jobsBounded } from "../../../../policies/rules/workload/jobs-bounded";
import { resource, type RuleFixtures } from "../../fixture";
import { object, type Inputs } from "../../kubernetes-fixture";

const job = (spec: Inputs) => object("batch/v1:Job", "job", { spec });
const cronJob = (spec: Inputs, jobSpec: Inputs = { activeDeadlineSeconds: 600 }) =>
  object("batch/v1:CronJob", "job", { spec: { jobTemplate: { spec: jobSpec }, ...spec } });
const bounded = { activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 3600 };

export const fixtures: RuleFixtures = {
  rule: jobsBounded,
  passes: [
    { when: "a job ends and is cleaned up", resources: [job(bounded)] },
    { when: "it is cleaned up at once", resources: [job({ ...bounded, ttlSecondsAfterFinished: 0 })] },
    { when: "a CronJob waits, and keeps its own history", resources: [cronJob({ concurrencyPolicy: "Forbid" })] },
    { when: "a CronJob replaces the run before", resources: [cronJob({ concurrencyPolicy: "Replace" })] },
  ],
  fails: [
    {
      when: "nothing ends it",
      resources: [job({ ttlSecondsAfterFinished: 1 })],
      paths: ["spec.activeDeadlineSeconds"],
    },
    {
      when: "it stays forever",
      resources: [job({ activeDeadlineSeconds: 1 })],
      paths: ["spec.ttlSecondsAfterFinished"],
    },
    { when: "runs may overlap by default", resources: [cronJob({})], paths: ["spec.concurrencyPolicy"] },
    {
      when: "runs may overlap",
      resources: [cronJob({ concurrencyPolicy: "Allow" })],
      paths: ["spec.concurrencyPolicy"],
    },
    {
      when: "nothing ends a CronJob's run",
      resources: [cronJob({ concurrencyPolicy: "Forbid" }, {})],
      paths: ["spec.jobTemplate.spec.activeDeadlineSeconds"],
    },
    {
      when: "a list holds one",
      resources: [resource("kubernetes:batch/v1:JobList", "l", { items: [{ spec: { activeDeadlineSeconds: 1 } }] })],
      paths: ["items[0].spec.ttlSecondsAfterFinished"],
    },
  ],
  undecided: [
    { when: "the deadline is unknown", resources: [job({ ...bounded, activeDeadlineSeconds: unknown })] },
    { when: "the policy is unknown", resources: [cronJob({ concurrencyPolicy: unknown })] },
    {
      when: "a patch does not say",
      resources: [object("batch/v1:JobPatch", "j", { spec: { activeDeadlineSeconds: 1 } })],
    },
  ],
};
