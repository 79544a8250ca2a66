import { z } from "zod";

/** What keeps the platform from being lost by mistake, and the account from being open by default. */
export const protectionSchema = z
  .strictObject({
    deletionProtection: z
      .boolean()
      .default(true)
      .describe("Whether AWS refuses to delete the cluster until this is false."),
    protectStateful: z
      .boolean()
      .default(true)
      .describe(
        "Whether Pulumi refuses to delete the VPC, the cluster, keys, file systems and metrics until this is false, also to put others in their place.",
      ),
    keyDeletionWindowDays: z
      .int()
      .min(7)
      .max(30)
      .default(30)
      .describe("Days between the request to delete a key and its end, and the end of all data under it."),
    accountBaseline: z
      .enum(["create", "skip"])
      .default("skip")
      .describe(
        "Whether this stack holds the account-wide settings of its region (encrypted volumes, private snapshots and buckets, IMDSv2), or leaves them to another stack. They stay when the stack goes.",
      ),
  })
  .describe("What keeps the platform from being lost by mistake, and the account from being open by default.");
