import type { StackPreview } from "../stack-preview";

/** What a format may know besides the previews. */
export interface FormatOptions {
  /** Whether the reader is a terminal that shows colors. */
  readonly color: boolean;
  /** Whether several stacks, or a folder, were asked for: the json is then a list even of one. */
  readonly several: boolean;
}

/** Renders previews; computes nothing. */
export type Format = (previews: readonly StackPreview[], options: FormatOptions) => string;

/** A format whose libraries are loaded when it is asked for. */
export type LazyFormat = (...parameters: Parameters<Format>) => Promise<string>;
