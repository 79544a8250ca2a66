import type { InstanceRequirements } from "./node-pool-settings";

/** Who makes the nodes of a pool: Karpenter in the cluster, or the one that EKS runs in Auto Mode. */
export type Provisioner = "karpenter" | "auto-mode";

/** A requirement of a NodePool, in the spelling of its API. */
export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "Gt" | "Lt";
  readonly values: readonly string[];
}

/** What the labels of instances begin with. */
const prefixes: Readonly<Record<Provisioner, string>> = {
  karpenter: "karpenter.k8s.aws",
  "auto-mode": "eks.amazonaws.com",
};

/** Older ones cost more for less, and some are not built on Nitro. */
const oldestGeneration = 5;

/**
 * What instances have to be like, in the words of Kubernetes' labels.
 * @see https://karpenter.sh/docs/concepts/scheduling/#well-known-labels
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
export function requirementsOf(instances: InstanceRequirements, provisioner: Provisioner): readonly Requirement[] {
  const prefix = prefixes[provisioner];
  const { categories, families, types, minGeneration, cpu, memoryGiB, zones } = instances;
  const { architectures = ["x86_64"], capacityTypes = ["on-demand"] } = instances;
  const generation = minGeneration ?? (types === undefined ? oldestGeneration : undefined);
  return [
    ...oneOf("karpenter.sh/capacity-type", capacityTypes),
    ...oneOf(
      "kubernetes.io/arch",
      architectures.map((architecture) => (architecture === "x86_64" ? "amd64" : "arm64")),
    ),
    // Auto Mode runs no other system, and refuses the label.
    ...(provisioner === "karpenter" ? oneOf("kubernetes.io/os", ["linux"]) : []),
    ...oneOf(`${prefix}/instance-category`, categories),
    ...oneOf(`${prefix}/instance-family`, families),
    ...oneOf("node.kubernetes.io/instance-type", types),
    ...between(`${prefix}/instance-generation`, { min: generation }),
    ...between(`${prefix}/instance-cpu`, cpu),
    ...between(`${prefix}/instance-memory`, {
      min: memoryGiB?.min === undefined ? undefined : memoryGiB.min * 1024,
      max: memoryGiB?.max === undefined ? undefined : memoryGiB.max * 1024,
    }),
    ...oneOf("topology.kubernetes.io/zone", zones),
  ];
}

function oneOf(key: string, values: readonly string[] | undefined): readonly Requirement[] {
  return values === undefined ? [] : [{ key, operator: "In", values }];
}

/** Both ends count; the operators that every version knows exclude them. */
function between(
  key: string,
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined } = {},
): readonly Requirement[] {
  return [
    ...(min === undefined ? [] : [{ key, operator: "Gt" as const, values: [String(min - 1)] }]),
    ...(max === undefined ? [] : [{ key, operator: "Lt" as const, values: [String(max + 1)] }]),
  ];
}
