import type { GraphResource } from "../../policies/evaluate";

/** A place in the JavaScript that ran, as the SDK reports it. */
export interface CodePosition {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
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
  /** Where the program made it. */
  readonly madeAt?: CodePosition | undefined;
}
