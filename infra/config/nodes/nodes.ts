import { z } from "zod";
import { checked } from "../schema/checked";
import { quoted } from "../schema/fields";
import { eachNameOnce } from "../schema/names";
import { clusterAutoscalerSchema } from "./scaling/cluster-autoscaler";
import { fargateSchema } from "./fargate";
import { hybridSchema } from "./hybrid";
import { karpenterSchema } from "./scaling/karpenter";
import { managedGroupSchema } from "./groups/managed-group";
import { selfManagedGroupSchema } from "./groups/self-managed-group";

const fields = z
  .strictObject({
    groups: z
      .array(managedGroupSchema)
      .max(30)
      .prefault([{ name: "system", instanceTypes: ["m7i.large"], minSize: 3 }])
      .describe(
        "Managed node groups. One of three m7i.large, growing to six, where the list is left out; [] where something else makes nodes.",
      ),
    selfManaged: z
      .array(selfManagedGroupSchema)
      .max(30)
      .default([])
      .describe(
        "Nodes of Auto Scaling groups of their own, for what managed groups can't do: docs/nodes.md says what.",
      ),
    drainSelfManaged: z
      .boolean()
      .default(true)
      .describe(
        'Whether nodes of "selfManaged" are drained before their group or the spot market ends them. Its image comes from a public registry.',
      ),
    karpenter: karpenterSchema.optional(),
    clusterAutoscaler: clusterAutoscalerSchema.optional(),
    fargate: fargateSchema.optional(),
    hybrid: hybridSchema.optional(),
    sessionManager: z
      .boolean()
      .default(false)
      .describe("Whether Session Manager opens shells on nodes. There is no other way in."),
  })
  .describe("The nodes that run the platform and its tenants.");

/** The nodes that run the platform and its tenants. */
export const nodesSchema = checked(
  fields,
  {
    reads: ["groups.*.name", "selfManaged.*.name"],
    check: ({ groups, selfManaged }, report) => {
      eachNameOnce("groups", groups, report);
      eachNameOnce("selfManaged", selfManaged, report);
      selfManaged.forEach(({ name }, index) => {
        const twin = groups.findIndex((group) => group.name === name);
        if (twin >= 0)
          report(
            ["selfManaged", index, "name"],
            `${quoted(name)} is already the name of "groups.${twin}"; give each its own.`,
          );
      });
    },
  },
  {
    reads: ["selfManaged.*.warmPool", "drainSelfManaged"],
    check: ({ selfManaged, drainSelfManaged }, report) => {
      selfManaged.forEach(({ warmPool }, index) => {
        if (drainSelfManaged && warmPool?.reuse === true)
          report(
            ["selfManaged", index, "warmPool", "reuse"],
            'true brings nodes back that are cordoned, since "drainSelfManaged" has emptied them and nobody gives them back; write false.',
          );
      });
    },
  },
);
