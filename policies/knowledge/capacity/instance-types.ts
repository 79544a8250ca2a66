import table from "./instance-type-table.json";

/** What of an instance type decides how many pods and addresses it has. */
export interface InstanceFacts {
  /** Such as `m7i.large`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Network interfaces of its default network card. */
  readonly interfaces: number;
  readonly ipv4PerInterface: number;
  /** Equal for types that a planner need not tell apart: of one kind and with equal numbers. */
  readonly shape: string;
}

// Sizes with vCPUs, MiB of memory, interfaces and IPv4 addresses of each. The table is the part of
// components/nodes/instances/instance-type-table.json that the rules read; a test holds the two together.
const families: Readonly<Record<string, Readonly<Record<string, readonly number[]>> | undefined>> = table;

/** The facts of an instance type; undefined for one that the table does not know. */
export function instanceFacts(name: string): InstanceFacts | undefined {
  const [family = "", size = ""] = name.split(".");
  const numbers = families[family]?.[size];
  return numbers && factsOf(name, numbers);
}

let all: readonly InstanceFacts[] | undefined;

/** Every instance type of the table. */
export function allInstanceFacts(): readonly InstanceFacts[] {
  return (all ??= Object.entries(families).flatMap(([family, sizes = {}]) =>
    Object.entries(sizes).map(([size, numbers]) => factsOf(`${family}.${size}`, numbers)),
  ));
}

function factsOf(
  name: string,
  [vcpus = 0, memoryMiB = 0, interfaces = 0, ipv4PerInterface = 0]: readonly number[],
): InstanceFacts {
  const kind = /^[a-z]+/.exec(name)?.[0] ?? "";
  const shape = [kind, vcpus, memoryMiB, interfaces, ipv4PerInterface].join("/");
  return { name, vcpus, memoryMiB, interfaces, ipv4PerInterface, shape };
}
