/** What the rules must say of one stack: rule ids by resource, which goes by the noun of its type and its name. */
export interface Expectation {
  readonly mandatory: Readonly<Record<string, readonly string[]>>;
  /** Rules that only advise about the resource. */
  readonly advisory: Readonly<Record<string, readonly string[]>>;
  readonly undecided: Readonly<Record<string, readonly string[]>>;
  /** Resources that nobody can look into. */
  readonly opaque: readonly string[];
}
