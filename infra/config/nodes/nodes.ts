import { z } from "zod";
import { checked } from "../checked";
import { eachNameOnce } from "../names";
import { karpenterSchema } from "./karpenter";
import { managedGroupSchema } from "./managed-group";

const fields = z
  .strictObject({
    groups: z
      .array(managedGroupSchema)
      .max(30)
      .prefault([{ name: "system", instanceTypes: ["m7i.large"], minSize: 3 }])
      .describe(
        "Managed node groups. One of three m7i.large, growing to six, where the list is left out; [] where something else makes nodes.",
      ),
    karpenter: karpenterSchema.optional(),
    sessionManager: z
      .boolean()
      .default(false)
      .describe("Whether Session Manager opens shells on nodes. There is no other way in."),
  })
  .describe("The nodes that run the platform and its tenants.");

/** The nodes that run the platform and its tenants. */
export const nodesSchema = checked(fields, {
  reads: ["groups.*.name"],
  check: ({ groups }, report) => {
    eachNameOnce("groups", groups, report);
  },
});
