import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** What goes wrong at the creation of a resource. */
export const faultKinds = {
  refused: "the cloud answers with an internal error and makes nothing",
  failed: "the cloud makes it, and it ends as failed",
  lost: "the provider dies after the cloud made it, before it answers",
  hanging: "the provider does not answer, until the operator cancels",
  killed: "the engine is killed after the cloud made it",
  expired: "the credentials have expired, for this and every later call",
} as const;

export type FaultKind = keyof typeof faultKinds;

/**
 * What is to happen at the creation of each of these resources, by URN, and at its deletion where "delete " stands before
 * it: to the first of them that a run comes to. For `*`, the API server of Kubernetes is unreachable all the time.
 */
export type Faults = Readonly<Record<string, FaultKind | "unreachable">>;

/** What is to happen at the creation of each of these resources, by URN. */
export type CreationFaults = Readonly<Record<string, FaultKind>>;

/** Names the file to the providers. */
export const faultFileVariable = "ENGINE_TEST_FAULT";

/** The fault of a run, in a file that all its processes share. */
export class FaultFile {
  constructor(readonly path: string) {}

  order(faults: Faults): void {
    this.clear();
    writeFileSync(this.path, JSON.stringify(faults));
  }

  clear(): void {
    for (const file of [this.path, this.#firedPath]) rmSync(file, { force: true });
  }

  get #ordered(): Faults {
    return existsSync(this.path) ? (JSON.parse(readFileSync(this.path, "utf8")) as Faults) : {};
  }

  /** The URN at which it happened, if it did. */
  get firedAt(): string | undefined {
    return existsSync(this.#firedPath) ? readFileSync(this.#firedPath, "utf8") : undefined;
  }

  /** What happened, if anything did. */
  get fired(): FaultKind | undefined {
    const kind = this.#ordered[this.firedAt ?? ""];
    return kind === "unreachable" ? undefined : kind;
  }

  get isUnreachable(): boolean {
    return this.#ordered["*"] === "unreachable";
  }

  /** What happens to the creation of a resource now: something happens to one of them only. */
  fire(urn: string): FaultKind | undefined {
    const kind = this.#ordered[urn];
    if (kind === undefined || kind === "unreachable") return undefined;
    try {
      writeFileSync(this.#firedPath, urn, { flag: "wx" });
    } catch {
      return undefined;
    }
    return kind;
  }

  get #firedPath(): string {
    return `${this.path}.fired`;
  }
}
