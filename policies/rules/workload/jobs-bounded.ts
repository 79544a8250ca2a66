import { kindOf, objectsIn, typesOf } from "../../engine/kubernetes/objects";
import { violation, type Rule } from "../../engine/rule";
import { or } from "../../engine/values/truth";

const types = typesOf("batch/v1:Job", "batch/v1:CronJob", "batch/v1beta1:CronJob");

export const jobsBounded: Rule = {
  id: "WL-19",
  name: "jobs-bounded",
  title: "Jobs end, are cleaned up and do not pile up",
  why: "A job that hangs keeps its node, and one that runs every minute without a limit fills the cluster overnight.",
  fix: "Set activeDeadlineSeconds to what the job may take at most.",
  level: "advisory",
  scope: "resource",
  references: { soc2: ["A1.1"] },
  reads: Object.fromEntries(
    types.map((type) => [
      type,
      type.includes(":CronJob")
        ? ["spec.concurrencyPolicy", "spec.jobTemplate.spec.activeDeadlineSeconds"]
        : ["spec.activeDeadlineSeconds", "spec.ttlSecondsAfterFinished"],
    ]),
  ),
  check: (resource) =>
    objectsIn(resource).flatMap((object) => {
      const isCronJob = kindOf(object) === "CronJob";
      const spec = object.root.at(isCronJob ? "spec.jobTemplate.spec" : "spec");
      const deadline = spec.child("activeDeadlineSeconds");
      const lifetime = spec.child("ttlSecondsAfterFinished");
      const concurrency = object.root.at("spec.concurrencyPolicy");
      return [
        violation(deadline.absent(), deadline, "Nothing ends the job when it hangs."),
        isCronJob
          ? violation(
              or(concurrency.absent(), concurrency.is("Allow", "")),
              concurrency,
              "A run starts while the one before it is still at work.",
              { fix: "Set concurrencyPolicy to Forbid or Replace." },
            )
          : violation(lifetime.absent(), lifetime, "The finished job and its pods stay forever.", {
              fix: "Set ttlSecondsAfterFinished.",
            }),
      ];
    }),
};
