import type { GraphResource } from "../../policies/evaluate";

/** Where in the program a resource was made. */
export interface SourcePosition {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
}

/** A resource as the program registered it. */
export interface RegisteredResource extends GraphResource {
  /** Whether it exists already and is only read. Policies do not judge it, as with the real engine. */
  readonly external: boolean;
  readonly aliases: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly additionalSecretOutputs: readonly string[];
  /** Durations in Go's notation, such as `30m`. */
  readonly customTimeouts: Readonly<Record<string, string>>;
  readonly source?: SourcePosition | undefined;
}
