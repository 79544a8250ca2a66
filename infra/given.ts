/** The fields that have a value. A component's defaults apply to what is absent, and not to what is undefined. */
export function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // The entries are those of the argument without the undefined ones, which the compiler cannot follow.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
