import type { CloudType } from "../cloud/cloud-type";
import type { Properties } from "../properties";
import type { Lifecycle } from "./lifecycle";

/** A provider that works on the stand-in cloud. */
export interface StandInProvider {
  /** The package, such as `aws`. */
  readonly name: string;
  readonly lifecycle: Lifecycle;
  /** @throws Refusal when the configuration does not let it work. */
  configure(configuration: Properties): void;
  /** @throws Error for a type that the stand-in cloud does not know. */
  typeOf(token: string): CloudType;
  /** @throws Error for a function that it does not know. */
  invoke(token: string, args: Properties): Properties;
}
