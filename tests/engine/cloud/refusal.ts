/**
 * What AWS, Kubernetes or a provider refuses. The message is what a user reads; the id names the statement in the sheets
 * of AWS behaviour that the project keeps, so that a refusal can be traced to its source.
 */
export class Refusal extends Error {
  constructor(
    /** The row of the sheet, such as `N7`. */
    readonly id: string,
    message: string,
  ) {
    super(`${message} [${id}]`);
    this.name = "Refusal";
  }
}

/** Refuses unless the statement holds. */
export function demand(holds: boolean, id: string, message: string): asserts holds {
  if (!holds) throw new Refusal(id, message);
}
