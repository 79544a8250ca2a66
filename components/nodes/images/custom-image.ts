import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NodeOs } from "./ami-type";

/** How the nodes of an own image join the cluster, which EKS does for its own images only. */
export type Bootstrap = "nodeadm" | "bottlerocket";

/**
 * An image of one's own, by its id or by the parameter of Systems Manager that holds the id. EKS never updates it: a new
 * id rolls the nodes.
 */
export type CustomImage = { readonly bootstrap: Bootstrap } & (
  | { readonly id: string }
  | {
      /** Path that ends in `/image_id`. */
      readonly parameter: string;
    }
);

/** The operating system that a bootstrap belongs to. */
export const bootstrapOs: Readonly<Record<Bootstrap, NodeOs>> = { nodeadm: "al2023", bottlerocket: "bottlerocket" };

/** The operating system of a group: that of its own image, else the stated one, else Bottlerocket. */
export function nodeOs({ os, image }: { readonly os?: NodeOs; readonly image?: CustomImage }): NodeOs {
  return image === undefined ? (os ?? "bottlerocket") : bootstrapOs[image.bootstrap];
}

/** The id of an own image. That of a parameter is read at each preview, and a new one rolls the nodes. */
export function imageId(image: CustomImage, parent: pulumi.Resource): pulumi.Input<string> {
  if ("id" in image) return image.id;
  return aws.ssm.getParameterOutput({ name: image.parameter }, { parent }).insecureValue;
}

/** What is wrong with an own image, each a sentence that begins with the path. */
export function customImageProblems(image: CustomImage): readonly string[] {
  if ("id" in image) {
    return /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(image.id)
      ? []
      : [`image.id is "${image.id}"; write the id of an image, such as "ami-0123456789abcdef0".`];
  }
  return /^\/[\w./-]+\/image_id$/.test(image.parameter)
    ? []
    : [
        `image.parameter is "${image.parameter}"; write a path that ends in "/image_id", such as "/images/eks/image_id".`,
      ];
}
