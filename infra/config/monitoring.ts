import { z } from "zod";
import { logRetentionDays } from "../../components/encryption/encrypted-log-group";
import { textLike } from "./schema/fields";

/** What is watched, and who hears of it. */
export const monitoringSchema = z
  .strictObject({
    logRetentionDays: z
      .literal([...logRetentionDays])
      .default(365)
      .describe("How long logs of the network, the control plane and the nodes are kept, in days."),
    containerInsights: z
      .enum(["enhanced", "none"])
      .default("enhanced")
      .describe(
        "Metrics of nodes and pods: an agent on every node, billed per observation, or none, and then no alarm on nodes.",
      ),
    containerLogs: z
      .boolean()
      .default(true)
      .describe("Whether Container Insights ships the logs of containers and nodes, billed per GiB."),
    prometheusCollection: z
      .enum(["scraper", "none"])
      .default("scraper")
      .describe(
        "Who fills the Prometheus workspace: AWS's scraper, or nobody, and then nothing alerts on exhausted addresses.",
      ),
    alarmEmails: z
      .array(textLike(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "platform@example.com"))
      .default([])
      .describe("Addresses that alarms are sent to. Each has to confirm AWS's first message."),
    monthlyBudgetUsd: z
      .number()
      .positive()
      .default(1000)
      .describe(
        "US dollars a month that the platform may cost before the alarm topic is told. It counts what carries the tag pulumi-stack, once the account that pays has activated that tag.",
      ),
  })
  .describe("What is watched, and who hears of it.");
