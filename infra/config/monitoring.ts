import { z } from "zod";
import { retentionDays, textLike } from "./fields";

/** What is watched, and who hears of it. */
export const monitoringSchema = z
  .strictObject({
    logRetentionDays: retentionDays
      .default(365)
      .describe("How long logs of the network, the control plane and the nodes are kept, in days."),
    prometheus: z
      .boolean()
      .default(true)
      .describe("Whether metrics are scraped into Amazon Managed Service for Prometheus."),
    alarmEmails: z
      .array(textLike(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "platform@example.com"))
      .default([])
      .describe("Addresses that alarms are sent to. Each has to confirm AWS's first message."),
  })
  .describe("What is watched, and who hears of it.");
