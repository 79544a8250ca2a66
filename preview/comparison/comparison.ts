import type { Finding, UndecidedVerdict, Waived } from "../../policies/evaluate";
import type { EarlierPreview } from "./earlier";
import type { PropertyChange } from "./property-changes";

/** What a report says of a resource: nothing more is known of one that is gone. */
export interface ComparedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface ChangedResource extends ComparedResource {
  /** Paths into the inputs; those of options begin with `options.`. */
  readonly changes: readonly PropertyChange[];
}

type EarlierFinding = EarlierPreview["findings"][number];
type EarlierUndecided = EarlierPreview["undecided"][number];
type EarlierWaived = EarlierPreview["waived"][number];

/** What is different from an earlier preview of the same stack. */
export interface Comparison {
  /** The file of the earlier preview, as the user named it. */
  readonly against: string;
  readonly resources: {
    readonly added: readonly ComparedResource[];
    readonly changed: readonly ChangedResource[];
    readonly removed: readonly ComparedResource[];
  };
  readonly outputs: readonly PropertyChange[];
  /** A finding whose level changed is new and gone. One that a waiver covers now is not gone. */
  readonly findings: { readonly new: readonly Finding[]; readonly gone: readonly EarlierFinding[] };
  readonly undecided: { readonly new: readonly UndecidedVerdict[]; readonly gone: readonly EarlierUndecided[] };
  readonly waived: { readonly new: readonly Waived[]; readonly gone: readonly EarlierWaived[] };
}
