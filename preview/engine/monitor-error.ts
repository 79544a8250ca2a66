/** What the engine refuses. The program sees it as the failure of the call that caused it. */
export class MonitorError extends Error {
  override readonly name = "MonitorError";
}
