import type { Resource } from "./resource";
import type { Undecided } from "../values/truth";

/**
 * What a reference property (an id, ARN or name of another resource) points at.
 * `outside` is a known literal that no resource of the stack answers to; `undecided` is everything that cannot be told.
 */
export type Resolution =
  | { readonly kind: "absent" }
  | { readonly kind: "resolved"; readonly targets: readonly Resource[]; readonly certain: boolean }
  | { readonly kind: "outside"; readonly value: string }
  | { readonly kind: "undecided"; readonly undecided: Undecided };

/** A resource that points, or may point, at another one. */
export interface Referrer {
  readonly resource: Resource;
  readonly refers: true | Undecided;
}
