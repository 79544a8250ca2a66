import type { Architecture } from "../images/ami-type";
import table from "./instance-type-table.json";

/** What EC2 says of an instance type. */
export interface InstanceType {
  /** Such as `m7i.large`. */
  readonly name: string;
  /** Such as `m7i`. */
  readonly family: string;
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** Network interfaces of its default network card, which are the ones that pods get addresses from. */
  readonly interfaces: number;
  readonly ipv4PerInterface: number;
  /** Whether it is a whole machine. */
  readonly bareMetal: boolean;
  /** Chips that make its image one of NVIDIA or Neuron. Undefined for none. */
  readonly accelerator?: { readonly kind: AcceleratorKind; readonly name: string; readonly count: number };
  /** Elastic Fabric Adapters that it can have, 0 for none. */
  readonly efaInterfaces: number;
}

/** Who makes the chips: `aws` stands for Inferentia and Trainium. */
export type AcceleratorKind = "nvidia" | "amd" | "aws" | "qualcomm";

interface Family {
  readonly architecture: string;
  readonly accelerator?: string;
  readonly maker?: string;
  readonly sizes: Readonly<Record<string, readonly number[]>>;
}

const families: Readonly<Record<string, Family | undefined>> = table;

/**
 * The facts of an instance type, or nothing for one that the table does not know: a newer one, or one that ran before
 * the Nitro hypervisor. `generate-instance-type-table.ts` tells where the table comes from.
 */
export function instanceType(name: string): InstanceType | undefined {
  const [family = "", size = ""] = name.split(".");
  const facts = families[family];
  const numbers = facts?.sizes[size];
  return facts && numbers && describe(family, size, facts, numbers);
}

/** Every instance type of the table, by family and within a family by size. */
export function instanceTypes(): readonly InstanceType[] {
  return Object.entries(families).flatMap(([family, facts]) =>
    facts === undefined
      ? []
      : Object.entries(facts.sizes).map(([size, numbers]) => describe(family, size, facts, numbers)),
  );
}

function describe(
  family: string,
  size: string,
  { architecture, accelerator, maker }: Family,
  [vcpus = 0, memoryMiB = 0, interfaces = 0, ipv4PerInterface = 0, count = 0, efaInterfaces = 0]: readonly number[],
): InstanceType {
  return {
    name: `${family}.${size}`,
    family,
    architecture: architecture === "arm64" ? "arm64" : "x86_64",
    vcpus,
    memoryMiB,
    interfaces,
    ipv4PerInterface,
    bareMetal: size.startsWith("metal"),
    efaInterfaces,
    ...(accelerator !== undefined && isMaker(maker) && count > 0
      ? { accelerator: { kind: maker, name: accelerator, count } }
      : {}),
  };
}

function isMaker(text: string | undefined): text is AcceleratorKind {
  return text === "nvidia" || text === "amd" || text === "aws" || text === "qualcomm";
}
