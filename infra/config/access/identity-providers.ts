import { z } from "zod";
import {
  mostProviders,
  providerProblems,
  providersProblems,
  type IdentityProvider,
} from "../../../components/access/identity-provider";
import { bindingProblems, scopeProblems } from "../../../components/access/platform-role";
import { given } from "../../given";
import { checked, type Report } from "../schema/checked";
import { partName } from "../schema/fields";
import { roleFields } from "./people";

const memberFields = z.strictObject({
  group: z.string().min(1).describe("Group, as the provider's tokens name it."),
  ...roleFields,
});

const memberSchema = checked(memberFields, {
  reads: ["role", "namespaces"],
  check: ({ role, namespaces }, report) => {
    for (const { path, message } of [...scopeProblems(role, namespaces), ...bindingProblems(role, namespaces)])
      report(path, message);
  },
});

const fields = z.strictObject({
  name: partName(64, "company").describe("Name of the provider in the cluster."),
  issuerUrl: z
    .string()
    .meta({ examples: ["https://login.example.com/realms/people"] })
    .describe("Issuer, as its tokens state it: https, without query. EKS fetches its keys from the internet."),
  clientId: z
    .string()
    .min(1)
    .meta({ examples: ["kubernetes"] })
    .describe("Client (audience) that tokens are for."),
  usernameClaim: z.string().min(1).default("sub").describe("Claim that names the user."),
  usernamePrefix: z
    .string()
    .optional()
    .describe("What users' names begin with in Kubernetes. The provider's name and a colon where it is left out."),
  groupsClaim: z.string().min(1).default("groups").describe("Claim that lists groups."),
  groupsPrefix: z
    .string()
    .optional()
    .describe("What groups' names begin with in Kubernetes. The provider's name and a colon where it is left out."),
  requiredClaims: z
    .record(z.string(), z.string())
    .optional()
    .describe("Claims with the values that a token must have."),
  members: z.array(memberSchema).default([]).describe("What groups of the provider are to the platform."),
});

type Fields = z.output<typeof fields>;

const providerSchema = checked(fields, {
  reads: ["name", "issuerUrl", "usernamePrefix", "groupsPrefix", "requiredClaims"],
  check: (provider, report) => {
    for (const { path, message } of providerProblems(identityProviderSettings({ ...provider, members: [] })))
      report(path, message);
  },
});

/** Users of OpenID Connect providers. */
export const identityProvidersSchema = z
  .array(providerSchema)
  .max(mostProviders)
  .default([])
  .describe(
    "OpenID Connect providers whose users may use the Kubernetes API without IAM. Each takes a quarter of an hour to associate, and again to change.",
  );

/** Reports providers that EKS would take for one. */
export function eachProviderOnce(providers: readonly Fields[], report: Report): void {
  for (const { index, field, message } of providersProblems(providers.map(identityProviderSettings)))
    report(["identityProviders", index, field], message);
}

/** A provider as the component takes it. */
export function identityProviderSettings(provider: Fields): IdentityProvider {
  const { name, issuerUrl, clientId, usernameClaim, groupsClaim, members } = provider;
  const { usernamePrefix, groupsPrefix, requiredClaims } = provider;
  return {
    ...{ name, issuerUrl, clientId, usernameClaim, groupsClaim },
    ...given({ usernamePrefix, groupsPrefix, requiredClaims }),
    members: members.map(({ group, role, namespaces }) => ({ group, role, ...given({ namespaces }) })),
  };
}
