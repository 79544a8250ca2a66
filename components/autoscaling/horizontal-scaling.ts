import type { PodResource } from "./scaled-workload";

/** A queue of SQS: its waiting messages decide. */
export interface QueueTrigger {
  readonly arn: string;
  /** Messages that one pod is meant to have before it. */
  readonly messagesPerPod: number;
}

/** A query of the platform's Prometheus workspace that gives one number. */
export interface QueryTrigger {
  readonly query: string;
  /** The part of the number that one pod is meant to carry. */
  readonly perPod: number;
}

/** A metric of CloudWatch. */
export interface MetricTrigger {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Default `Average`. */
  readonly statistic?: "Average" | "Sum" | "Minimum" | "Maximum" | "SampleCount";
  /** Seconds that one value of the metric covers. Default 300. */
  readonly periodSeconds?: number;
  /** The part of the value that one pod is meant to carry. */
  readonly perPod: number;
}

/** How many pods of a workload run, and what decides. The largest number that any trigger asks for counts. */
export interface HorizontalScaling {
  /** Fewest pods. Zero takes a trigger other than CPU and memory. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Seconds between two looks at queues, queries and metrics. Default 30. */
  readonly pollingSeconds?: number;
  /** Seconds without work after which the last pod goes, where `minReplicas` is zero. Default 300. */
  readonly cooldownSeconds?: number;
  /** Percentage of the requested CPU or memory that pods are meant to use. */
  readonly utilization?: Readonly<Partial<Record<PodResource, number>>>;
  readonly queues?: readonly QueueTrigger[];
  readonly queries?: readonly QueryTrigger[];
  readonly metrics?: readonly MetricTrigger[];
}
