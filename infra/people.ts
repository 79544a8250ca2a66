import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { personEntry, personGrants, type Person } from "../components/access/person";
import type { AccessEntryArgs, Cluster } from "../components/cluster";
import type { Monitoring } from "../components/monitoring";
import { mistakes, type Config } from "./config";
import { identityProviderSettings, personSettings, roleSettings } from "./config/access";

/** People whose IAM role is known. */
export interface FoundPerson {
  readonly person: Person;
  readonly principalArn: string;
}

/** The access entry of people. */
export function entryOf({ person, principalArn }: FoundPerson): AccessEntryArgs {
  return personEntry(person, principalArn);
}

/**
 * Finds the roles of people. IAM Identity Center makes a role of each permission set that is assigned in the account, ends
 * its name with letters of its own choice, and makes another one when the last assignment goes and comes back. So the
 * role is looked up each time, and the entry, which would go on naming the old one, is replaced with it.
 * @throws pulumi.RunError when a permission set has no role in the account, or several.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
export async function findPeople(config: Config, provider: aws.Provider): Promise<readonly FoundPerson[]> {
  const lines: string[] = [];
  const found = await Promise.all(
    config.access.people.map(async (settings, index) => {
      const { roleArn, permissionSet } = settings;
      const arns = roleArn === undefined ? await rolesOf(permissionSet ?? "", provider) : [roleArn];
      const [principalArn] = arns;
      if (principalArn !== undefined && arns.length === 1) return { person: personSettings(settings), principalArn };
      lines.push(
        `${config.project}:access.people[${index}].permissionSet: "${permissionSet ?? ""}" has ${
          arns.length === 0 ? "no role" : `${arns.length} roles (${arns.join(", ")})`
        } in this account; ${arns.length === 0 ? "assign it here in IAM Identity Center, or correct it" : "write the one that is meant as roleArn"}.`,
      );
      return undefined;
    }),
  );
  if (lines.length > 0) throw mistakes(config.stack, lines);
  return found.filter((person) => person !== undefined);
}

/** The ARNs of the roles of a permission set, with their paths: these hold the region of Identity Center, or none. */
async function rolesOf(permissionSet: string, provider: aws.Provider): Promise<readonly string[]> {
  const literal = permissionSet.replace(/[.+]/g, "\\$&");
  const { arns } = await aws.iam.getRoles(
    { nameRegex: `^AWSReservedSSO_${literal}_[0-9a-f]{16}$`, pathPrefix: "/aws-reserved/sso.amazonaws.com/" },
    { provider },
  );
  return arns;
}

/** What the access of people is built on. */
export interface AccessSurroundings {
  readonly cluster: Cluster;
  readonly monitoring: Monitoring;
  readonly people: readonly FoundPerson[];
  /** What makes the namespaces that people may be given. */
  readonly namespaces: readonly pulumi.Resource[];
  /** All else that EKS makes. A new identity provider updates the cluster, which then takes nothing beside it. */
  readonly after: readonly pulumi.Resource[];
}

/** The roles of people in the cluster, the way in for emergencies, and identity providers beside IAM. */
export async function createAccess(
  { prefix, access }: Config,
  { cluster, monitoring, people, namespaces, after }: AccessSurroundings,
  opts: pulumi.ComponentResourceOptions,
): Promise<void> {
  const { breakGlass } = access;
  const providers = access.identityProviders.map(identityProviderSettings);
  if (people.length === 0 && breakGlass === undefined && providers.length === 0) return;
  const { BreakGlass, IdentityProviders, RoleBindings, providerGrants } = await import("../components/access");

  const grants = [...people.flatMap(({ person }) => personGrants(person)), ...providers.flatMap(providerGrants)];
  if (grants.length > 0) new RoleBindings("people", { cluster, grants, namespaces }, opts);

  const emergency =
    breakGlass &&
    new BreakGlass(
      "break-glass",
      {
        prefix,
        cluster,
        principalArns: breakGlass.principalArns,
        topic: monitoring.topic,
        roles: roleSettings(access),
      },
      opts,
    );

  if (providers.length > 0)
    new IdentityProviders(
      "identity-providers",
      { cluster, providers },
      { ...opts, dependsOn: [...after, ...(emergency === undefined ? [] : [emergency])] },
    );
}
