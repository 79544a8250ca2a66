import type { PropertyMap, ruleDescriptions, Verdicts } from "../policies/evaluate";
import type { Comparison } from "./comparison/comparison";
import type { LogEntry } from "./engine/services/engine-service";
import type { RegisteredResource } from "./engine/registered-resource";
import type { SourcePosition } from "./program/sources";

/** How long each stage took, in milliseconds of wall time. */
export interface Timings {
  /** From the start of the program to its first resource: loading it and its libraries. */
  readonly load: number;
  /** From its first resource to its end. */
  readonly run: number;
  readonly judge: number;
  readonly total: number;
}

/** Numbers of a preview, computed once so that no format has to. */
export interface Counts {
  readonly resources: number;
  readonly components: number;
  readonly create: number;
  readonly read: number;
  readonly mandatory: number;
  readonly advisory: number;
  readonly undecided: number;
  readonly waived: number;
  readonly opaque: number;
}

/** A rule in the words that reports need. */
export type RuleHelp = (typeof ruleDescriptions)[number];

/** All that there is to say about one stack: the one input of every format. */
export interface StackPreview {
  readonly project: string;
  readonly stack: string;
  /** The stack file, relative to the project's folder. */
  readonly stackFile: string;
  readonly resources: readonly RegisteredResource[];
  /** Every rule that judged, of the project's pack and of others. */
  readonly rules: readonly RuleHelp[];
  readonly verdicts: Verdicts;
  /** The file of the policy configuration; undefined for the pack's defaults. */
  readonly policyConfiguration: string | undefined;
  /** Where the program made each resource, by URN. */
  readonly sources: ReadonlyMap<string, SourcePosition>;
  readonly outputs: PropertyMap;
  readonly log: readonly LogEntry[];
  readonly timings: Timings;
  readonly counts: Counts;
  /** Whether something stops a pipeline: a mandatory finding, or an undecided one where the configuration says so. */
  readonly failed: boolean;
  /** What is different from an earlier preview, where one was given. */
  readonly comparison?: Comparison;
}
