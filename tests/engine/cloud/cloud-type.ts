import type { Properties } from "../properties";
import type { Cloud, CloudObject } from "./cloud";
import type { Times } from "./times";

/** What a call to the cloud has to decide upon. */
export interface Call {
  readonly inputs: Properties;
  readonly cloud: Cloud;
}

/** How the cloud treats one type of resource. */
export interface CloudType {
  /** The type's token, such as `aws:ec2/vpc:Vpc`. */
  readonly token: string;
  /** Inputs, by dotted path, whose change makes the provider replace the resource. `*` stands for every input. */
  readonly replaces: readonly string[];
  /** Inputs that a `*` in {@link replaces} does not mean. */
  readonly updates?: readonly string[];
  /** Inputs, by dotted path, that name the object: while they stay the same, the provider deletes it before its replacement. */
  readonly namedBy?: readonly string[];
  /** Whether the provider makes a name up where none is stated: the logical name and seven digits behind it. */
  readonly autonamed?: boolean;
  /** Whether an update without changes looks again whether an object that failed works by now. */
  readonly looksAgain?: boolean;
  /** Minutes that AWS takes, as documented; none for what it does at once. */
  readonly minutes?: Times;
  /** Whether the provider returns before the object works. */
  inBackground?(inputs: Properties): boolean;
  /** Properties inside a declared object that the provider computes: unknown at preview. */
  readonly computed?: Readonly<Record<string, readonly string[]>>;
  /** Outputs that a change computes anew, whatever it changes: unknown while it is previewed. */
  readonly recomputed?: readonly string[];
  /**
   * What the provider itself refuses, at preview already. Unknown values come as the sentinel.
   * @throws Refusal
   */
  check?(inputs: Properties): void;
  /**
   * Refuses, or makes the object.
   * @throws Refusal
   */
  create(call: Call): Made;
  /**
   * Refuses, or changes the object. By default any change of what is not in {@link replaces} is accepted.
   * @returns the computed properties that change
   * @throws Refusal
   */
  update?(call: Call, object: CloudObject): Properties;
  /**
   * Refuses, or lets the object go, with whatever the service removes along with it.
   * @throws Refusal
   */
  remove?(object: CloudObject, cloud: Cloud): void;
  /** What deleting means where it does not make the object disappear. */
  readonly retained?: boolean;
}

/** An object as the cloud made it. */
export interface Made {
  readonly id: string;
  /** What no other object of the type may share; the id by default. */
  readonly identity?: string;
  /** Properties that the cloud computes. */
  readonly computed?: Properties;
}
