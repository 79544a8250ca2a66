import { z } from "zod";
import type { NodePoolSettings } from "../../../../components/nodes/node-pools/node-pool-settings";
import { partName, textLike } from "../../schema/fields";
import { labelKey, labelValue } from "../labels";
import { given } from "../../../given";

const text = (examples: readonly string[]) => z.string().meta({ examples: [...examples] });

const poolTaint = z.strictObject({
  key: labelKey.describe("Key of the taint."),
  value: labelValue.optional().describe("Value of the taint."),
  effect: z
    .enum(["NoSchedule", "NoExecute", "PreferNoSchedule"])
    .describe("What happens to pods that don't tolerate it."),
});

const range = (what: string) =>
  z
    .strictObject({
      min: z.int().min(1).optional().describe(`Least ${what}.`),
      max: z.int().min(1).optional().describe(`Most ${what}.`),
    })
    .optional();

const instancesSchema = z
  .strictObject({
    categories: z
      .array(textLike(/^[a-z]+(-[a-z]+)?$/, "the letters of an instance category", "m"))
      .min(1)
      .optional()
      .describe("Letters before the generation: c, m, r and so on. Or give families or types."),
    families: z
      .array(textLike(/^[a-z]+[0-9]+[a-z0-9]*(-[a-z0-9]+)*$/, "an instance family", "m7i"))
      .min(1)
      .optional()
      .describe("Instance families."),
    types: z
      .array(textLike(/^[a-z]+[0-9]+[a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9-]+$/, "an EC2 instance type", "m7i.large"))
      .min(1)
      .optional()
      .describe("EC2 instance types."),
    minGeneration: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .describe("Oldest generation of instances. 5 where it is left out and no types are named."),
    cpu: range("vCPUs of an instance").describe("vCPUs of an instance."),
    memoryGiB: range("GiB of an instance").describe("Memory of an instance."),
    architectures: z
      .array(z.enum(["x86_64", "arm64"]))
      .min(1)
      .default(["x86_64"])
      .describe("Processors. Images of pods have to exist for each of them."),
    capacityTypes: z
      .array(z.enum(["spot", "on-demand", "reserved"]))
      .min(1)
      .default(["on-demand"])
      .describe("How instances are bought. Of several, reserved comes first, then spot, then on-demand."),
    zones: z
      .array(textLike(/^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$/, "an availability zone", "eu-west-1a"))
      .min(1)
      .optional()
      .describe("Zones. All of the network's where they are left out."),
  })
  .describe("Which instances the pool may take. The more, the cheaper, and the seldomer it runs dry.");

const budgetSchema = z.strictObject({
  nodes: text(["10%", "0"]).describe(
    "How many nodes may be on their way out at once: a number, or a share such as 10%.",
  ),
  schedule: text(["0 8 * * mon-fri"])
    .optional()
    .describe("When the budget comes into force, in UTC and the syntax of cron. Always where it is left out."),
  duration: text(["8h"]).optional().describe("How long it is in force from then on, in hours and minutes."),
  reasons: z
    .array(z.enum(["Underutilized", "Empty", "Drifted"]))
    .min(1)
    .optional()
    .describe("What it holds for. For all where it is left out."),
});

const disruptionSchema = z
  .strictObject({
    consolidationPolicy: z
      .enum(["WhenEmpty", "WhenEmptyOrUnderutilized", "Balanced"])
      .default("WhenEmptyOrUnderutilized")
      .describe("Which nodes are given up for cheaper ones."),
    consolidateAfter: text(["5m"])
      .default("5m")
      .describe("How long a node is left alone after a pod came or went. Never switches it off."),
    budgets: z
      .array(budgetSchema)
      .max(50)
      .default([{ nodes: "10%" }])
      .describe("How many nodes may go at once. The smallest budget that is in force counts."),
  })
  .prefault({})
  .describe("When nodes go although nothing is wrong with them.");

/** A pool of nodes that come with pods, as a stack file states it. What it says is judged where all pools are. */
export const nodePoolSchema = z.strictObject({
  name: partName(40, "general").describe("Name of the pool."),
  nodeClass: partName(40, "standard").default("standard").describe("Name of the node class of the list."),
  instances: instancesSchema.prefault({}),
  limits: z
    .strictObject({
      cpu: textLike(/^[1-9][0-9]*$/, "a number of vCPUs, in quotes", "200")
        .optional()
        .describe("Most vCPUs."),
      memory: textLike(/^[1-9][0-9]*(Mi|Gi|Ti)$/, "an amount of memory", "800Gi")
        .optional()
        .describe("Most memory."),
      nodes: z.int().min(1).optional().describe("Most nodes."),
    })
    .prefault({})
    .describe("What the pool may grow to. cpu or memory is needed."),
  weight: z.number().optional().describe("1 to 100: pools of higher weight are tried first."),
  labels: z.record(labelKey, labelValue).default({}).describe("Kubernetes labels of the nodes."),
  taints: z.array(poolTaint).max(50).default([]).describe("Kubernetes taints of the nodes."),
  startupTaints: z
    .array(poolTaint)
    .max(50)
    .default([])
    .describe("Taints that something takes away when a node is ready for pods."),
  expireAfter: text(["720h"]).optional().describe("Age at which a node is replaced, in hours. See the kind of pool."),
  terminationGracePeriod: text(["24h"])
    .default("24h")
    .describe("How long a node drains before the rest of its pods is ended. A destroy waits as long."),
  disruption: disruptionSchema,
});

/** A pool as the components take it. */
export function nodePoolSettings(pool: z.output<typeof nodePoolSchema>): NodePoolSettings {
  const { instances, limits, weight, expireAfter, taints, startupTaints, disruption, ...rest } = pool;
  const { cpu, memoryGiB, ...choice } = instances;
  return {
    ...rest,
    instances: {
      ...given(choice),
      ...given({ cpu: cpu && given(cpu), memoryGiB: memoryGiB && given(memoryGiB) }),
    },
    limits: given(limits),
    ...given({ weight, expireAfter }),
    taints: taints.map(({ value, ...taint }) => ({ ...taint, ...given({ value }) })),
    startupTaints: startupTaints.map(({ value, ...taint }) => ({ ...taint, ...given({ value }) })),
    disruption: {
      ...disruption,
      budgets: disruption.budgets.map(({ nodes, ...budget }) => ({ nodes, ...given(budget) })),
    },
  };
}
