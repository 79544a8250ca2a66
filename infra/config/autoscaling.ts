import { z } from "zod";
import type { HorizontalScaling } from "../../components/autoscaling/horizontal-scaling";
import { podResources } from "../../components/autoscaling/scaled-workload";
import { scalingProblems, type Scaling } from "../../components/autoscaling/scaling-problems";
import { verticalModes, type VerticalScaling } from "../../components/autoscaling/vertical-scaling";
import { parseQuantity } from "../../components/tenancy/namespace/quantity";
import { given } from "../given";
import { checked } from "./schema/checked";
import { partName, quoted, textLike } from "./schema/fields";

const percentage = (what: string): z.ZodOptional<z.ZodInt> =>
  z.int().min(1).max(100).optional().describe(`Percentage of the requested ${what} that pods are meant to use.`);

const queueSchema = z.strictObject({
  arn: textLike(
    /^arn:aws(-cn|-us-gov)?:sqs:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_-]{1,80}(\.fifo)?$/,
    "the ARN of a queue",
    "arn:aws:sqs:eu-west-1:111122223333:shop-orders",
  ).describe("Queue of SQS. A queue of another account has to admit the role of the namespace."),
  messagesPerPod: z.int().min(1).default(5).describe("Messages that one pod is meant to have before it."),
});

const querySchema = z.strictObject({
  query: z
    .string()
    .min(1)
    .meta({ examples: ["sum(rate(http_requests_total[2m]))"] })
    .describe("Query of the platform's Prometheus workspace that gives one number."),
  perPod: z.number().positive().describe("Part of that number that one pod is meant to carry."),
});

const metricSchema = z.strictObject({
  namespace: z
    .string()
    .min(1)
    .meta({ examples: ["AWS/ApplicationELB"] })
    .describe("Namespace of the metric."),
  name: z.string().min(1).describe("Name of the metric."),
  dimensions: z.record(z.string(), z.string()).default({}).describe("Its dimensions, all of them."),
  statistic: z
    .enum(["Average", "Sum", "Minimum", "Maximum", "SampleCount"])
    .default("Average")
    .describe("What counts."),
  periodSeconds: z.int().multipleOf(60).min(60).max(86400).default(300).describe("Seconds that one value covers."),
  perPod: z.number().positive().describe("Part of the value that one pod is meant to carry."),
});

const horizontalSchema = z
  .strictObject({
    minReplicas: z
      .int()
      .min(0)
      .max(1000)
      .default(2)
      .describe("Fewest pods. 0 where queues, queries or metrics tell of work."),
    maxReplicas: z.int().min(1).max(1000).describe("Most pods."),
    pollingSeconds: z
      .int()
      .min(5)
      .max(3600)
      .default(30)
      .describe("Seconds between two looks at queues, queries and metrics, which are paid calls."),
    cooldownSeconds: z
      .int()
      .min(0)
      .max(86400)
      .default(300)
      .describe("Seconds without work after which the last pod goes, with `minReplicas` 0."),
    utilization: z
      .strictObject({ cpu: percentage("CPU"), memory: percentage("memory") })
      .prefault({})
      .describe("What pods are meant to use of what they request."),
    queues: z.array(queueSchema).max(10).default([]).describe("Queues whose waiting messages decide."),
    queries: z.array(querySchema).max(10).default([]).describe("Queries of Prometheus that decide."),
    metrics: z.array(metricSchema).max(10).default([]).describe("Metrics of CloudWatch that decide."),
  })
  .describe("How many pods run: the largest number that any of its parts asks for. KEDA sees to it.");

const quantity = (example: string): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .refine((text) => parseQuantity(text) !== undefined, {
      error: ({ input }) => `${quoted(input)} is no quantity of Kubernetes; write one such as ${quoted(example)}.`,
    })
    .optional()
    .meta({ examples: [example] });

const amounts = (what: string) =>
  z
    .strictObject({ cpu: quantity("100m").describe("CPU."), memory: quantity("256Mi").describe("Memory.") })
    .optional()
    .describe(what);

const verticalSchema = z
  .strictObject({
    mode: z
      .enum(verticalModes)
      .default("Off")
      .describe(
        "What happens to recommendations: nothing, new pods get them, pods are evicted for them, or they get them in place where that can be.",
      ),
    resources: z
      .array(z.enum(podResources))
      .min(1)
      .max(2)
      .default([...podResources])
      .describe("What it recommends and changes."),
    minAllowed: amounts("Least that a container requests."),
    maxAllowed: amounts("Most that a container requests. Less than a node has."),
    limits: z.boolean().default(false).describe("Whether limits move along with requests."),
    minReplicas: z.int().min(1).default(2).describe("Pods that have to run before any is evicted."),
  })
  .describe("How large pods are. The Vertical Pod Autoscaler sees to it.");

const workloadFields = z.strictObject({
  namespace: partName(63, "tenant-shop").describe("Namespace of a tenant, or of the sample."),
  kind: z.enum(["Deployment", "StatefulSet"]).default("Deployment").describe("What is scaled."),
  name: partName(63, "web").describe("Name of the workload, which states no number of replicas."),
  horizontal: horizontalSchema.optional(),
  vertical: verticalSchema.optional(),
});

export type Workload = z.output<typeof workloadFields>;

const workloadSchema = checked(workloadFields, {
  reads: ["horizontal", "vertical"],
  check: (workload, report) => {
    if (workload.horizontal === undefined && workload.vertical === undefined)
      report([], 'nothing is scaled; write "horizontal", "vertical" or both, or leave the workload out.');
    for (const { path, message } of scalingProblems(scalingOf(workload))) report(path, message);
  },
});

/** What scales pods beyond the metrics server, which every cluster has. */
export const autoscalingSchema = z
  .strictObject({
    eventDriven: z
      .boolean()
      .default(false)
      .describe(
        "Whether KEDA runs, which scales workloads by queues, queries of Prometheus and metrics of CloudWatch.",
      ),
    vertical: z
      .boolean()
      .default(false)
      .describe(
        "Whether the Vertical Pod Autoscaler runs, which recommends requests and, where it is told to, sets them.",
      ),
    workloads: z.array(workloadSchema).max(200).default([]).describe("Workloads that the platform scales."),
  })
  .describe("What scales pods by more than their CPU and memory (docs/autoscaling.md).");

/** The scaling of a workload as the components take it. */
export function scalingOf({ horizontal, vertical }: Pick<Workload, "horizontal" | "vertical">): Scaling {
  return given({
    horizontal: horizontal && horizontalOf(horizontal),
    vertical: vertical && verticalOf(vertical),
  });
}

function horizontalOf({ utilization, ...rest }: z.output<typeof horizontalSchema>): HorizontalScaling {
  return { ...rest, utilization: given(utilization) };
}

/** How large the pods of a workload are, as the component takes it. */
export function verticalOf({ minAllowed, maxAllowed, ...rest }: z.output<typeof verticalSchema>): VerticalScaling {
  return {
    ...rest,
    ...given({ minAllowed: minAllowed && given(minAllowed), maxAllowed: maxAllowed && given(maxAllowed) }),
  };
}
