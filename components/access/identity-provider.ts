import type { GroupGrant, PlatformRole } from "./platform-role";

/** An OpenID Connect provider whose users may use the Kubernetes API without IAM. */
export interface IdentityProvider {
  /** 1-100 letters, digits, dashes and underscores, unique in the cluster. */
  readonly name: string;
  /** As tokens state it: https, without query. EKS fetches its keys from the internet. */
  readonly issuerUrl: string;
  readonly clientId: string;
  /** Claim that names the user. Default `sub`. */
  readonly usernameClaim?: string;
  /** What users' names begin with in Kubernetes. Default the provider's name and a colon. */
  readonly usernamePrefix?: string;
  /** Claim that lists groups. Default `groups`. */
  readonly groupsClaim?: string;
  /** What groups' names begin with in Kubernetes. Default the provider's name and a colon. */
  readonly groupsPrefix?: string;
  /** Claims with the values that a token must have. Keys 1-63 characters, values 1-253. */
  readonly requiredClaims?: Readonly<Record<string, string>>;
  /** What groups of the provider are to the platform. */
  readonly members?: readonly ProviderMembers[];
}

/** A group of an identity provider, by its name there. */
export interface ProviderMembers {
  readonly group: string;
  readonly role: PlatformRole;
  readonly namespaces?: readonly string[];
}

/** What stands before names in Kubernetes. */
export function prefixesOf({ name, usernamePrefix, groupsPrefix }: IdentityProvider) {
  return { username: usernamePrefix ?? `${name}:`, groups: groupsPrefix ?? `${name}:` };
}

/** What has to be bound for the groups of a provider. Access policies of EKS are for IAM only. */
export function providerGrants(provider: IdentityProvider): readonly GroupGrant[] {
  const prefix = prefixesOf(provider).groups;
  return (provider.members ?? []).flatMap(({ group, role, namespaces }) =>
    namespaces === undefined
      ? [{ group: prefix + group, role }]
      : namespaces.map((namespace) => ({ group: prefix + group, role, namespace })),
  );
}

/** A mistake in a provider, with its place. */
export interface ProviderProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * What EKS refuses, mostly after a quarter of an hour, and what would let the provider's users be who they are not.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
 */
export function providerProblems(provider: IdentityProvider): readonly ProviderProblem[] {
  const { username, groups } = prefixesOf(provider);
  return [
    ...issuerProblems(provider.issuerUrl),
    ...prefixProblems("usernamePrefix", username),
    ...prefixProblems("groupsPrefix", groups),
    ...Object.entries(provider.requiredClaims ?? {}).flatMap(([claim, value]) => claimProblems(claim, value)),
  ];
}

function issuerProblems(issuerUrl: string): readonly ProviderProblem[] {
  const report = (message: string): readonly ProviderProblem[] => [{ path: ["issuerUrl"], message }];
  if (!issuerUrl.startsWith("https://"))
    return report(
      `"${issuerUrl}" does not begin with "https://", which EKS demands; write the issuer as tokens state it.`,
    );
  if (!URL.canParse(issuerUrl))
    return report(`"${issuerUrl}" is no URL; write one such as "https://login.example.com/realms/people".`);
  const { search, hash, username } = new URL(issuerUrl);
  return search === "" && hash === "" && username === "" && !/[?#]$/.test(issuerUrl)
    ? []
    : report(`"${issuerUrl}" has more than host and path, which an issuer must not have; leave the rest out.`);
}

/** Groups of access entries, of tenants, of AWS and of Kubernetes, which nobody outside may claim to be in. */
const taken = ["system:", "platform:", "tenant:", "eks:", "aws:", "amazon:", "iam:"];

function prefixProblems(field: string, prefix: string): readonly ProviderProblem[] {
  const report = (message: string): readonly ProviderProblem[] => [{ path: [field], message }];
  if (prefix === "" || prefix === "-")
    return report(
      `"${prefix}" leaves names as the provider states them, also those of others; write one such as "oidc:".`,
    );
  const owner = taken.find((other) => prefix.startsWith(other) || other.startsWith(prefix));
  return owner === undefined
    ? []
    : report(
        `"${prefix}" could make names that begin with "${owner}", which are not the provider's; write one such as "oidc:".`,
      );
}

function claimProblems(claim: string, value: string): readonly ProviderProblem[] {
  return [claim.length >= 1 && claim.length <= 63, value.length >= 1 && value.length <= 253].every(Boolean)
    ? []
    : [
        {
          path: ["requiredClaims", claim],
          message: `${JSON.stringify(value)} for ${JSON.stringify(claim)} has ${value.length} and ${claim.length} characters, and EKS takes 1 to 253 and 1 to 63; shorten it.`,
        },
      ];
}

/** How many providers a cluster takes since Kubernetes 1.32. */
export const mostProviders = 10;

/** What is wrong between providers of one cluster, by their place in the list. */
export function providersProblems(
  providers: readonly IdentityProvider[],
): readonly { readonly index: number; readonly field: "name" | "issuerUrl"; readonly message: string }[] {
  return providers.flatMap((provider, index) =>
    (["name", "issuerUrl"] as const).flatMap((field) => {
      const first = providers.findIndex((other) => other[field] === provider[field]);
      return first < index
        ? [
            {
              index,
              field,
              message: `"${provider[field]}" is that of the provider "${providers[first]?.name ?? ""}" already, and EKS takes each once; leave one out.`,
            },
          ]
        : [];
    }),
  );
}
