import { demand, Refusal } from "../cloud/refusal";
import { FaultFile, faultFileVariable, type FaultKind } from "../faults/fault";
import type { Properties } from "../properties";

/** An object that exists, and does not work: the engine keeps it in its state with the reason. */
export class InitializationFailure extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly inputs: Properties,
    readonly outputs: Properties,
  ) {
    super(message);
    this.name = "InitializationFailure";
  }
}

/** Lets the faults of a run happen to the calls of a provider. */
export class Interruptions {
  readonly #file: FaultFile | undefined;
  readonly #cancelled: Promise<void>;
  /** The engine asks the provider to stop. */
  cancel: () => void = () => undefined;

  constructor(path = process.env[faultFileVariable]) {
    this.#file = path === undefined ? undefined : new FaultFile(path);
    this.#cancelled = new Promise((resolve) => {
      this.cancel = resolve;
    });
  }

  /** @throws Refusal once the credentials of the run have expired, and while the API server is unreachable for its provider */
  demandService(packageName: string): void {
    demand(
      packageName !== "kubernetes" || this.#file?.isUnreachable !== true,
      "P2",
      "configured Kubernetes cluster is unreachable: unable to load schema information from the API server",
    );
    if (this.#file?.fired === "expired") throw expired();
  }

  /** The fault that is to happen to the creation of a resource. */
  at(urn: string): FaultKind | undefined {
    return this.#file?.fire(urn);
  }

  /** What a fault does before the cloud makes anything. */
  async beforeMaking(fault: FaultKind | undefined, takesTime: boolean): Promise<void> {
    if (fault === "refused" || (fault === "failed" && !takesTime))
      throw new Refusal("P21", "InternalFailure: The request processing has failed because of an unknown error");
    if (fault === "expired") throw expired();
    if (fault !== "hanging" || takesTime) return;
    await this.#cancelled;
    throw new Error("context canceled");
  }

  /**
   * What a fault does after the cloud made something, while the provider would wait for it.
   * @returns why it does not work, if the engine gets an answer at all
   */
  async afterMaking(fault: FaultKind | undefined): Promise<string | undefined> {
    if (fault === "lost") process.exit(1);
    if (fault === "killed") {
      process.kill(process.ppid, "SIGKILL");
      await new Promise(() => undefined);
    }
    if (fault === "hanging") {
      await this.#cancelled;
      return "waiting for it was cancelled: context canceled";
    }
    return fault === "failed" ? "unexpected state 'CREATE_FAILED', wanted target 'ACTIVE'" : undefined;
  }
}

function expired(): Refusal {
  return new Refusal("P19", "ExpiredTokenException: The security token included in the request is expired");
}
