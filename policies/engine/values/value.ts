/** A value that nobody knows before the resource exists. {@link unknown} is the one of which there is no more to say. */
export class Unknown {
  /** @param reference the URN of the resource that it will name, where a program passes a resource as a whole */
  constructor(readonly reference: string | undefined = undefined) {}

  toJSON(): { $unknown: true } {
    return { $unknown: true };
  }
}
export const unknown = new Unknown();

/** A value that the program marked secret. Rules judge what is inside; nothing ever prints it. */
export class Secret {
  constructor(readonly value: Value) {}

  toJSON(): { $secret: true } {
    return { $secret: true };
  }
}

/** A resource property as the pack reads it: JSON, with unknowns and secrets that say so. */
export type Value = undefined | null | boolean | number | string | Unknown | Secret | readonly Value[] | PropertyMap;

export interface PropertyMap {
  readonly [key: string]: Value;
}

/** The value inside any number of secret wrappers. */
export function reveal(value: Value): Exclude<Value, Secret> {
  return value instanceof Secret ? reveal(value.value) : value;
}

/** Whether the value is an object with properties, and not a list, an unknown or a secret. */
export function isPropertyMap(value: Value): value is PropertyMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret)
  );
}
