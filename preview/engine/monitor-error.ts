/** What the engine refuses. The program sees it as the failure of the call that caused it. */
export class MonitorError extends Error {
  override readonly name = "MonitorError";

  /** @param fault whose mistake it is: the program's, or the stack file's */
  constructor(
    message: string,
    readonly fault: "program" | "configuration" = "program",
  ) {
    super(message);
  }
}
