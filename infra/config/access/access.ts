import { z } from "zod";
import type { AccessEntryArgs } from "../../../components/cluster";
import type { RoleSettings } from "../../../components/identity/role";
import { given } from "../../given";
import { checked, type Report } from "../schema/checked";
import { partName, quoted, roleArn, textLike } from "../schema/fields";
import { eachNameOnce } from "../schema/names";
import { breakGlassSchema } from "./break-glass";
import { eachProviderOnce, identityProvidersSchema } from "./identity-providers";
import { namespacePattern } from "./namespaces";
import { eachPersonOnce, personSchema } from "./people";

/**
 * The access policies of EKS that people and pipelines are given.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const accessPolicies = [
  "AmazonEKSAdminPolicy",
  "AmazonEKSAdminViewPolicy",
  "AmazonEKSClusterAdminPolicy",
  "AmazonEKSEditPolicy",
  "AmazonEKSSecretReaderPolicy",
  "AmazonEKSViewPolicy",
] as const;

const policySchema = z.strictObject({
  policy: z.enum(accessPolicies).describe("Name of the access policy of EKS."),
  namespaces: z
    .array(namespacePattern())
    .min(1)
    .optional()
    .describe("Namespaces that it holds in; may end in `*`. The whole cluster where the list is left out."),
});

const entryFields = z.strictObject({
  name: partName(32, "developers").describe("Name of the entry in this stack."),
  roleArn: roleArn().describe(
    "IAM role that is let in, with its path. Sessions, users and the account itself are not.",
  ),
  policies: z.array(policySchema).default([]).describe("What the role may do, by access policies of EKS."),
  kubernetesGroups: z
    .array(
      textLike(
        /^(?!system:|eks:|aws:|amazon:|iam:)[\w:.@-]+$/,
        "a Kubernetes group outside the reserved prefixes system: eks: aws: amazon: iam:",
        "developers",
      ),
    )
    .default([])
    .describe("Kubernetes groups of the role, for role bindings."),
});

const entrySchema = checked(entryFields, { reads: ["name", "policies", "kubernetesGroups"], check: entryRights });

function entryRights({ name, policies, kubernetesGroups }: z.infer<typeof entryFields>, report: Report): void {
  if (policies.length === 0 && kubernetesGroups.length === 0)
    report(["policies"], `[] leaves the entry ${quoted(name)} without any right; name a policy or a Kubernetes group.`);
  policies.forEach(({ policy }, index) => {
    if (policies.findIndex((other) => other.policy === policy) < index)
      report(
        ["policies", index, "policy"],
        `${quoted(policy)} is given twice to ${quoted(name)}; keep one, with all its namespaces.`,
      );
  });
}

const fields = z
  .strictObject({
    deployerRoleArn: roleArn()
      .optional()
      .describe(
        "Role that runs `pulumi up`; it becomes a cluster administrator. The role behind the caller's session where it is left out.",
      ),
    entries: z.array(entrySchema).default([]).describe("IAM roles that may use the Kubernetes API, and as what."),
    people: z
      .array(personSchema)
      .default([])
      .describe("People by what they are to the platform: each IAM role or permission set once."),
    breakGlass: breakGlassSchema.optional(),
    identityProviders: identityProvidersSchema,
    permissionsBoundaryArn: textLike(
      /^arn:aws(-cn|-us-gov)?:iam::([0-9]{12}|aws):policy\/[\w+=,.@/-]+$/,
      "the ARN of a managed policy",
      "arn:aws:iam::111122223333:policy/platform-boundary",
    )
      .optional()
      .describe("Policy that bounds what any role of this platform can be given. It has to exist."),
    rolePath: textLike(/^\/([\w+=,.@-]+\/)*$/, "a path that begins and ends with a slash", "/platform/")
      .max(512)
      .default("/")
      .describe("Path of every role of this platform, for policies that speak of roles by their path."),
  })
  .describe("Who may use the Kubernetes API, and what all roles of the platform have in common.");

/** Who may use the Kubernetes API, and what all roles of the platform have in common. */
export const accessSchema = checked(
  fields,
  {
    reads: ["entries.*.name", "people.*.name"],
    check: ({ entries, people }, report) => {
      eachNameOnce("entries", entries, report);
      eachNameOnce("people", people, report);
      eachNameApart(people, entries, report);
    },
  },
  {
    reads: ["people.*.name", "people.*.roleArn", "people.*.permissionSet"],
    check: ({ people }, report) => {
      eachPersonOnce(people, report);
    },
  },
  {
    reads: ["identityProviders"],
    check: ({ identityProviders }, report) => {
      eachProviderOnce(identityProviders, report);
    },
  },
  { reads: ["deployerRoleArn", "entries.*.name", "entries.*.roleArn", "people.*.roleArn"], check: eachRoleOnce },
);

/** People have entries as well, and both are named alike. */
function eachNameApart(
  people: readonly { readonly name: string }[],
  entries: readonly { readonly name: string }[],
  report: Report,
): void {
  people.forEach(({ name }, index) => {
    if (name === "deployer" || entries.some((entry) => entry.name === name))
      report(
        ["people", index, "name"],
        `${quoted(name)} is the name of another access entry already; give each its own.`,
      );
  });
}

function eachRoleOnce({ deployerRoleArn, entries, people }: z.infer<typeof fields>, report: Report): void {
  people.forEach(({ roleArn }, index) => {
    const entry = entries.find((other) => other.roleArn === roleArn);
    if (entry !== undefined)
      report(
        ["people", index, "roleArn"],
        `${quoted(roleArn)} already has the entry ${quoted(entry.name)}; give a role one entry.`,
      );
    if (roleArn !== undefined && roleArn === deployerRoleArn)
      report(
        ["people", index, "roleArn"],
        `${quoted(roleArn)} is "deployerRoleArn", which has an entry of its own; leave these people out.`,
      );
  });
  entries.forEach(({ roleArn }, index) => {
    const first = entries.findIndex((other) => other.roleArn === roleArn);
    if (first < index)
      report(
        ["entries", index, "roleArn"],
        `${quoted(roleArn)} already has the entry ${quoted(entries[first]?.name)}; give a role one entry.`,
      );
    if (roleArn === deployerRoleArn)
      report(
        ["entries", index, "roleArn"],
        `${quoted(roleArn)} is "deployerRoleArn", which has an entry of its own; leave this one out.`,
      );
  });
}

/** What all roles have in common, as components take it. */
export function roleSettings({ permissionsBoundaryArn, rolePath }: z.output<typeof fields>): RoleSettings {
  return { permissionsBoundaryArn, path: rolePath };
}

/** An entry as the component takes it. */
export function accessEntry({ roleArn, policies, ...entry }: z.output<typeof entryFields>): AccessEntryArgs {
  return {
    ...entry,
    principalArn: roleArn,
    policies: policies.map(({ policy, namespaces }) => ({ policy, ...given({ namespaces }) })),
  };
}
