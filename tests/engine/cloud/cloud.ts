import type { Properties } from "../properties";

/** Whose account this is, and where. */
export interface Account {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** The role as which the program runs. */
  readonly callerRoleArn: string;
}

/** Something that exists. */
export interface CloudObject {
  readonly type: string;
  /** What Pulumi knows it by. */
  readonly id: string;
  /** What the cloud knows it by: no two objects of a type share it. */
  readonly identity: string;
  /** Who made it: a stack, somebody before, or a service of AWS by itself. */
  readonly origin: "stack" | "account" | "service";
  readonly status: "creating" | "active" | "updating" | "deleting" | "failed";
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The minute at which it works, where nobody waited for it to. */
  readonly worksFrom?: number;
  /** The minute from which it is gone, where it takes its time. */
  readonly goneFrom?: number;
}

/** Whether an object is there and works. */
export function isActive({ status, worksFrom = 0 }: CloudObject, cloud: Cloud): boolean {
  return status === "active" && worksFrom <= cloud.now;
}

/** All that exists in one account and region. */
export class Cloud {
  readonly #objects: Map<string, CloudObject>;
  #serial: number;

  constructor(
    readonly account: Account,
    objects: readonly CloudObject[] = [],
    serial = 0,
    /** The time in minutes of AWS. */
    readonly now = 0,
  ) {
    const there = objects.filter(({ goneFrom }) => goneFrom === undefined || goneFrom > now);
    this.#objects = new Map(there.map((object) => [keyOf(object.type, object.identity), object]));
    this.#serial = serial;
  }

  get objects(): readonly CloudObject[] {
    return [...this.#objects.values()];
  }

  /** How many ids have been given out. */
  get serial(): number {
    return this.#serial;
  }

  all(type: string): readonly CloudObject[] {
    return this.objects.filter((object) => object.type === type);
  }

  /** By the id that Pulumi knows. */
  get(type: string, id: string): CloudObject | undefined {
    return this.objects.find((object) => object.type === type && object.id === id);
  }

  /** By what the cloud knows it by. */
  named(type: string, identity: string): CloudObject | undefined {
    return this.#objects.get(keyOf(type, identity));
  }

  put(object: CloudObject): void {
    this.#objects.set(keyOf(object.type, object.identity), object);
  }

  remove(object: CloudObject): void {
    this.#objects.delete(keyOf(object.type, object.identity));
  }

  /** A new id of AWS's form: the prefix and seventeen hexadecimal digits. */
  newId(prefix: string): string {
    return `${prefix}-${this.newDigits(17)}`;
  }

  /** Digits that no other object has. They follow from the number of objects made so far, so that runs can be compared. */
  newDigits(length: number): string {
    this.#serial += 1;
    return this.#serial.toString(16).padStart(length, "0");
  }

  arn(service: string, resource: string): string {
    const { partition, region, accountId } = this.account;
    return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  }

  iamArn(resource: string): string {
    const { partition, accountId } = this.account;
    return `arn:${partition}:iam::${accountId}:${resource}`;
  }
}

function keyOf(type: string, identity: string): string {
  return `${type} ${identity}`;
}
