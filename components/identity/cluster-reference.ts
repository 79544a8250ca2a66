import type * as pulumi from "@pulumi/pulumi";

/** What an identity has to know of a cluster. `Cluster` satisfies it; so does any object that names an existing one. */
export interface ClusterReference {
  /** The cluster's name, plain, so that associations are known at preview. */
  readonly name: string;
  /** The cluster's ARN, composed from plain strings. */
  readonly arn: string;
  /** ARN of the IAM OpenID Connect provider of this cluster's issuer. Known once the cluster exists. */
  readonly oidcProviderArn: pulumi.Input<string>;
  /** URL of the cluster's OpenID Connect issuer. Known once the cluster exists. */
  readonly issuer: pulumi.Input<string>;
  /** What has to exist before anything is created in the cluster: names are plain and carry no dependency. */
  readonly resource: pulumi.Resource;
}

/**
 * Options for what vanishes together with its cluster: add-ons, access entries, associations. Nothing is called to
 * delete it when the cluster goes, and a new cluster gets it anew, although its name for the cluster stays the same.
 */
export function insideCluster({
  resource,
}: Pick<ClusterReference, "resource">): Required<Pick<pulumi.CustomResourceOptions, "deletedWith" | "replaceWith">> {
  return { deletedWith: resource, replaceWith: [resource] };
}
