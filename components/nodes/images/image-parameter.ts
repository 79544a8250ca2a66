import type { Architecture, ImageVariant, NodeOs } from "./ami-type";

/** What an image that AWS publishes is chosen by. */
export interface PublishedImage {
  readonly os: NodeOs;
  readonly architecture: Architecture;
  readonly variant: ImageVariant;
  /** Kubernetes minor, such as `1.36`. */
  readonly version: string;
  /** Bottlerocket's version such as `1.50.0`, or the date of Amazon Linux such as `20260911`. Default the newest. */
  readonly release?: string | undefined;
}

/**
 * The public parameter of Systems Manager that holds the id of an image.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
 */
export function imageParameter(image: PublishedImage): string {
  return image.os === "bottlerocket" ? ofBottlerocket(image) : ofAmazonLinux(image);
}

function ofBottlerocket({ version, variant, architecture, release = "latest" }: PublishedImage): string {
  const flavor = variant === "standard" ? "" : `-${variant}`;
  return `/aws/service/bottlerocket/aws-k8s-${version}${flavor}/${architecture}/${release}/image_id`;
}

function ofAmazonLinux({ version, variant, architecture, release }: PublishedImage): string {
  const name =
    release === undefined ? "recommended" : `amazon-eks-node-al2023-${architecture}-${variant}-${version}-v${release}`;
  return `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/${variant}/${name}/image_id`;
}
