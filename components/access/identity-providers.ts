import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { insideCluster } from "../identity/cluster-reference";
import {
  mostProviders,
  prefixesOf,
  providerProblems,
  providersProblems,
  type IdentityProvider,
} from "./identity-provider";

export interface IdentityProvidersArgs {
  readonly cluster: { readonly name: string; readonly resource: pulumi.Resource };
  /** At most ten. None can be changed: a change takes it away and associates it anew, a quarter of an hour each. */
  readonly providers: readonly IdentityProvider[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * OpenID Connect providers whose users may use the Kubernetes API. Each association updates the cluster, which takes one
 * update at a time and nothing beside it: they follow each other, and come after everything else that EKS makes.
 * Idle cost: none.
 * @throws when EKS would refuse a provider, or its users could be who they are not.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 */
export class IdentityProviders extends pulumi.ComponentResource {
  constructor(name: string, args: IdentityProvidersArgs, opts?: pulumi.ComponentResourceOptions) {
    check(args.providers);
    const issuers = args.providers.map(({ issuerUrl }) => issuerUrl);
    super("platform:access:IdentityProviders", name, { clusterName: args.cluster.name, issuers }, opts);
    let previous: pulumi.Resource = args.cluster.resource;
    for (const provider of args.providers) previous = associate(this, name, args, provider, previous);
    this.registerOutputs({});
  }
}

function check(providers: readonly IdentityProvider[]): void {
  const problems = [
    ...(providers.length > mostProviders
      ? [`${providers.length} providers are more than the ${mostProviders} that a cluster takes; leave some out.`]
      : []),
    ...providers.flatMap((provider) =>
      providerProblems(provider).map(({ path, message }) => `"${provider.name}" ${path.join(".")} ${message}`),
    ),
    ...providersProblems(providers).map(({ field, message }) => `${field} ${message}`),
  ];
  if (problems.length > 0) throw new Error(`IdentityProviders: ${problems.join(" ")}`);
}

function associate(
  parent: IdentityProviders,
  name: string,
  { cluster, tags }: IdentityProvidersArgs,
  provider: IdentityProvider,
  previous: pulumi.Resource,
): pulumi.Resource {
  const prefixes = prefixesOf(provider);
  return new aws.eks.IdentityProviderConfig(
    `${name}-${provider.name}`,
    {
      clusterName: cluster.name,
      oidc: {
        identityProviderConfigName: provider.name,
        issuerUrl: provider.issuerUrl,
        clientId: provider.clientId,
        usernameClaim: provider.usernameClaim ?? "sub",
        usernamePrefix: prefixes.username,
        groupsClaim: provider.groupsClaim ?? "groups",
        groupsPrefix: prefixes.groups,
        ...(provider.requiredClaims && { requiredClaims: { ...provider.requiredClaims } }),
      },
      tags: { ...tags },
    },
    // Name and issuer are unique in the cluster: a replacement cannot exist beside its predecessor.
    { parent, dependsOn: [cluster.resource, previous], ...insideCluster(cluster), deleteBeforeReplace: true },
  );
}
