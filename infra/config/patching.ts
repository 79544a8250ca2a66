import { z } from "zod";
import type { RebootDaemonArgs } from "../../components/operations/reboots/reboot-daemon";
import { weekDays, windowProblems } from "../../components/operations/reboots/reboot-window";
import { checked } from "./schema/checked";
import { partName, quoted } from "./schema/fields";

const windowFields = z.strictObject({
  days: z
    .array(
      z.enum(weekDays, {
        error: ({ input }) => `${quoted(input)} is no day; write one of ${weekDays.map(quoted).join(", ")}.`,
      }),
    )
    .min(1)
    .max(7)
    .default(["tue", "wed", "thu"])
    .describe("Days on which nodes may restart."),
  start: z
    .string()
    .default("02:00")
    .meta({ examples: ["02:00"] })
    .describe("Time of day from which on."),
  end: z
    .string()
    .default("05:00")
    .meta({ examples: ["05:00"] })
    .describe("Time of the same day after which no further node is taken."),
  timeZone: z
    .string()
    .default("UTC")
    .meta({ examples: ["Europe/Berlin"] })
    .describe("Time zone of both, by its name in the IANA database."),
});

const windowSchema = checked(windowFields, {
  reads: ["start", "end", "timeZone"],
  check: (window, report) => {
    for (const { path, message } of windowProblems(window)) report(path, message);
  },
}).describe("When nodes may be drained and restarted.");

const minutes = (most: number, usual: number): z.ZodDefault<z.ZodInt> => z.int().min(1).max(most).default(usual);

const rebootsSchema = z
  .strictObject({
    groups: z
      .array(partName(24, "system"))
      .min(1)
      .optional()
      .describe(
        "Names of groups of `nodes.groups` with Amazon Linux 2023 whose nodes install patches. All with that system where it is left out.",
      ),
    window: windowSchema.prefault({}),
    periodMinutes: minutes(1440, 15).describe("Minutes between two looks at each node."),
    drainTimeoutMinutes: minutes(1440, 30).describe(
      "Minutes that draining a node may take, before it is given up until the next look.",
    ),
    lockTtlMinutes: minutes(10080, 120).describe(
      "Minutes after which the lock of a node that never came back is broken. More than draining takes.",
    ),
    settleMinutes: minutes(1440, 5).describe("Minutes between a restarted node and the next one."),
  })
  .describe(
    "Kured, which restarts nodes that have patched themselves, one at a time. Without it only new nodes bring new patches.",
  );

/** How nodes come by patches, beyond their being replaced. */
export const patchingSchema = z
  .strictObject({ reboots: rebootsSchema.optional() })
  .describe("How nodes that patch themselves are restarted (docs/patching.md).");

/** The restarts as the component takes them. */
export function rebootSettings(
  reboots: z.output<typeof rebootsSchema>,
): Pick<
  Required<RebootDaemonArgs>,
  "window" | "periodMinutes" | "drainTimeoutMinutes" | "lockTtlMinutes" | "settleMinutes"
> {
  const { window, periodMinutes, drainTimeoutMinutes, lockTtlMinutes, settleMinutes } = reboots;
  return { window, periodMinutes, drainTimeoutMinutes, lockTtlMinutes, settleMinutes };
}
