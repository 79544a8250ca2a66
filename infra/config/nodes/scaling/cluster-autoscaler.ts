import { z } from "zod";
import { checked, type Report } from "../../schema/checked";
import { partName, quoted } from "../../schema/fields";

const fields = z.strictObject({
  expander: z
    .enum(["least-waste", "most-pods", "priority", "random"])
    .default("least-waste")
    .describe("Which of the groups that would do gets the next node: priority goes by the list of priorities."),
  priorities: z
    .array(
      z.strictObject({
        priority: z
          .int()
          .min(1)
          .max(1000)
          .describe("The greatest is tried first. Groups that are not named come last."),
        groups: z.array(partName(24, "spot")).min(1).describe("Names of groups of nodes.groups."),
      }),
    )
    .max(30)
    .default([])
    .describe("With the expander priority."),
});

/** What adds nodes to managed groups, and takes them away. */
export const clusterAutoscalerSchema = checked(fields, {
  reads: ["expander", "priorities"],
  check: priorityProblems,
}).describe(
  "Cluster Autoscaler, which grows the managed groups for pods that find no place. Without it they keep their size.",
);

function priorityProblems({ expander, priorities }: z.output<typeof fields>, report: Report): void {
  if (expander === "priority" && priorities.length === 0)
    report(
      ["priorities"],
      '[] says nothing although "expander" is "priority"; list groups, such as [{ priority: 10, groups: [spot] }], or write "least-waste".',
    );
  if (expander !== "priority" && priorities.length > 0)
    report(["expander"], `${quoted(expander)} does not look at "priorities"; write "priority", or leave the list out.`);
  priorities.forEach(({ priority }, index) => {
    if (priorities.findIndex((other) => other.priority === priority) !== index)
      report(["priorities", index, "priority"], `${priority} is taken already; name all of its groups in one place.`);
  });
}
