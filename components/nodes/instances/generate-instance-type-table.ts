// Writes instance-type-table.json from two published files, so that no preview has to ask EC2:
//   npx tsx components/nodes/instances/generate-instance-type-table.ts REFERENCE.md INFO.jsonl
// REFERENCE.md is Karpenter's reference of instance types (aws/karpenter-provider-aws, website/content/en/docs/reference/
// instance-types.md), INFO.jsonl the table that nodeadm is built with (awslabs/amazon-eks-ami, nodeadm/internal/kubelet/
// instance-info.jsonl). Both are generated from DescribeInstanceTypes. New rows can change what `instanceRequirements` of
// a stack choose, which replaces node groups: look at the preview before the table is committed.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Family {
  readonly architecture: string;
  readonly accelerator?: string;
  readonly maker?: string;
  readonly sizes: Record<string, readonly number[]>;
}

/**
 * The table as JSON, with a line for each family, sorted by name. A size holds vCPUs, MiB of memory, network interfaces,
 * IPv4 addresses of each, and where there are any, accelerators and EFA interfaces.
 */
export function instanceTypesTable(reference: string, info: string): string {
  const interfaces = interfacesByType(info);
  const families = new Map<string, Family>();
  for (const section of reference.split(/^### /m).slice(1)) {
    const [, type = "", family = "", size = ""] = /^`(([a-z0-9-]+)\.([a-z0-9-]+))`/.exec(section) ?? [];
    const network = interfaces.get(type);
    if (network === undefined || !isOffered(section)) continue;
    const accelerator = text(section, "instance-gpu-name") || text(section, "instance-accelerator-name");
    const maker = text(section, "instance-gpu-manufacturer") || text(section, "instance-accelerator-manufacturer");
    const accelerators = number(section, "instance-gpu-count") || number(section, "instance-accelerator-count");
    const efa = number(section, "vpc.amazonaws.com/efa");
    const facts = [number(section, "instance-cpu"), number(section, "instance-memory"), ...network];
    const known = families.get(family) ?? {
      architecture: text(section, "kubernetes.io/arch") === "arm64" ? "arm64" : "x86_64",
      ...(accelerator === "" ? {} : { accelerator, maker }),
      sizes: {},
    };
    known.sizes[size] = efa > 0 ? [...facts, accelerators, efa] : accelerators > 0 ? [...facts, accelerators] : facts;
    families.set(family, known);
  }
  const lines = [...families].sort(([one], [other]) => (one < other ? -1 : 1)).map(familyLine);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** Types of a hypervisor before Nitro get no IPv6, no prefixes and, with time, no capacity. */
function isOffered(section: string): boolean {
  return text(section, "instance-hypervisor") !== "xen" && number(section, "instance-generation") >= 1;
}

/** Network interfaces of the default card, and IPv4 addresses of each. */
function interfacesByType(info: string): ReadonlyMap<string, readonly number[]> {
  const rows = info.split("\n").filter((line) => line !== "");
  return new Map(
    rows.map((line) => {
      const row = JSON.parse(line) as {
        readonly instanceType: string;
        readonly defaultMaxENIs: number;
        readonly ipv4AddressesPerInterface: number;
      };
      return [row.instanceType, [row.defaultMaxENIs, row.ipv4AddressesPerInterface]];
    }),
  );
}

function text(section: string, label: string): string {
  return new RegExp(`^ ?\\|(?:karpenter\\.k8s\\.aws/)?${label}\\|([^|]*)\\|`, "m").exec(section)?.[1] ?? "";
}

function number(section: string, label: string): number {
  return Number(text(section, label) || "0");
}

function familyLine([name, { sizes, ...family }]: readonly [string, Family]): string {
  const rows = Object.entries(sizes)
    .sort(([, [one = 0]], [, [other = 0]]) => one - other)
    .map(([size, facts]) => `"${size}": ${JSON.stringify(facts)}`);
  return `  "${name}": ${JSON.stringify(family).replace(/}$/, "")}, "sizes": {${rows.join(", ")}}}`;
}

if (require.main === module) {
  const [reference = "", info = ""] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
  writeFileSync(path.join(__dirname, "instance-type-table.json"), instanceTypesTable(reference, info));
}
