/** Operating systems that nodes run. Amazon Linux 2 is retired: no image exists for Kubernetes 1.33 and later. */
export type NodeOs = "bottlerocket" | "al2023";

/** Processor architectures, in the words of EC2. */
export type Architecture = "x86_64" | "arm64";

/** What an image adds to its operating system. */
export type ImageVariant = "standard" | "fips" | "nvidia" | "nvidia-fips" | "neuron";

/** AMI types of managed node groups that this platform offers. */
export type AmiType =
  | "BOTTLEROCKET_x86_64"
  | "BOTTLEROCKET_ARM_64"
  | "BOTTLEROCKET_x86_64_FIPS"
  | "BOTTLEROCKET_ARM_64_FIPS"
  | "BOTTLEROCKET_x86_64_NVIDIA"
  | "BOTTLEROCKET_ARM_64_NVIDIA"
  | "BOTTLEROCKET_x86_64_NVIDIA_FIPS"
  | "BOTTLEROCKET_ARM_64_NVIDIA_FIPS"
  | "AL2023_x86_64_STANDARD"
  | "AL2023_ARM_64_STANDARD"
  | "AL2023_x86_64_NVIDIA"
  | "AL2023_ARM_64_NVIDIA"
  | "AL2023_x86_64_NEURON";

const amiTypes: Readonly<
  Record<NodeOs, Readonly<Record<Architecture, Readonly<Partial<Record<ImageVariant, AmiType>>>>>>
> = {
  bottlerocket: {
    x86_64: {
      standard: "BOTTLEROCKET_x86_64",
      fips: "BOTTLEROCKET_x86_64_FIPS",
      nvidia: "BOTTLEROCKET_x86_64_NVIDIA",
      "nvidia-fips": "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
    },
    arm64: {
      standard: "BOTTLEROCKET_ARM_64",
      fips: "BOTTLEROCKET_ARM_64_FIPS",
      nvidia: "BOTTLEROCKET_ARM_64_NVIDIA",
      "nvidia-fips": "BOTTLEROCKET_ARM_64_NVIDIA_FIPS",
    },
  },
  al2023: {
    x86_64: { standard: "AL2023_x86_64_STANDARD", nvidia: "AL2023_x86_64_NVIDIA", neuron: "AL2023_x86_64_NEURON" },
    arm64: { standard: "AL2023_ARM_64_STANDARD", nvidia: "AL2023_ARM_64_NVIDIA" },
  },
};

/** The image variants that exist for an operating system on an architecture. */
export function imageVariants(os: NodeOs, architecture: Architecture): readonly ImageVariant[] {
  // The keys of the table are the variants by its type.
  return Object.keys(amiTypes[os][architecture]) as ImageVariant[];
}

/**
 * The AMI type of an operating system, architecture and variant.
 * @throws when AWS publishes no such image, with the variants that it does publish.
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
 */
export function amiType(os: NodeOs, architecture: Architecture, variant: ImageVariant = "standard"): AmiType {
  const found = amiTypes[os][architecture][variant];
  if (found !== undefined) return found;
  throw new Error(
    `There is no "${variant}" image of "${os}" for "${architecture}"; ` +
      `choose one of ${imageVariants(os, architecture).join(", ")}.`,
  );
}
