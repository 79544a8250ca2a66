import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { iamArn, managedPolicyArn, type Location } from "../arn";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** What all roles of a platform have in common. */
export interface RoleSettings {
  /** ARN of the policy that bounds what any role can be given, whoever attaches it. Default none. */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Begins and ends with a slash. Default `/`. */
  readonly path?: string | undefined;
}

export interface RoleArgs extends RoleSettings {
  /** 1-64 characters, unique in the account in any case and region. */
  readonly name: string;
  readonly location: Location;
  /** The trust policy. */
  readonly trust: pulumi.Input<string>;
  readonly description: string;
  /** What the role may do, as its one inline policy. */
  readonly statements?: readonly PolicyStatement[];
  /** Names of policies that AWS manages, with their path if they have one, such as `AmazonEKSClusterPolicy`. At most ten. */
  readonly managedPolicyNames?: readonly string[];
  /** Seconds that a session lasts at most, 3600-43200. Default 3600. */
  readonly maxSessionDurationSeconds?: number;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A role together with what it needs before it is of use. */
export interface Role {
  readonly resource: aws.iam.Role;
  readonly name: string;
  /** Composed, so that policies which name the role are known at preview. */
  readonly arn: string;
  /** The policies. Who hands the role to a service depends on them, so that they come first and leave last. */
  readonly policies: readonly pulumi.Resource[];
}

/**
 * A role with its policies as resources of their own. The role's own lists of policies stay unused: they are exclusive
 * and would take away what others attach.
 * @throws when the name or the policies are larger than IAM allows.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function role(name: string, args: RoleArgs, parent: pulumi.Resource): Role {
  const managed = args.managedPolicyNames ?? [];
  checkRole(args, managed);
  const resource = new aws.iam.Role(
    name,
    {
      name: args.name,
      path: args.path ?? "/",
      description: args.description,
      assumeRolePolicy: args.trust,
      permissionsBoundary: args.permissionsBoundaryArn,
      maxSessionDuration: args.maxSessionDurationSeconds,
      tags: { ...args.tags },
    },
    // The name is fixed, so a replacement cannot exist beside its predecessor.
    { parent, deleteBeforeReplace: true },
  );
  const inline = createInlinePolicy(name, args, resource);
  return {
    resource,
    name: args.name,
    arn: roleArn(args.location, args.name, args.path),
    policies: [...inline, ...managed.map((policy) => attachPolicy(name, policy, args.location, resource))],
  };
}

/** The ARN of a role, before it exists. */
export function roleArn(location: Location, name: string, path = "/"): string {
  return iamArn(location, `role${path}${name}`);
}

function createInlinePolicy(name: string, { name: policyName, statements = [] }: RoleArgs, resource: aws.iam.Role) {
  if (statements.length === 0) return [];
  const policy = policyDocument(statements);
  const limit = 10_240;
  if (policy.length > limit) {
    throw new Error(
      `The inline policy of role "${policyName}" has ${String(policy.length)} characters, and IAM allows ${String(limit)}; ` +
        `name fewer resources or use a managed policy.`,
    );
  }
  return [new aws.iam.RolePolicy(name, { name: policyName, role: resource.name, policy }, { parent: resource })];
}

function attachPolicy(name: string, policy: string, location: Location, resource: aws.iam.Role) {
  return new aws.iam.RolePolicyAttachment(
    `${name}-${policy.slice(policy.lastIndexOf("/") + 1).toLowerCase()}`,
    { role: resource.name, policyArn: managedPolicyArn(location, policy) },
    { parent: resource },
  );
}

function checkRole({ name, path = "/" }: RoleArgs, managed: readonly string[]): void {
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) {
    throw new Error(
      `The role name "${name}" has ${String(name.length)} characters, and IAM allows 1 to 64 of letters, digits and +=,.@_-; ` +
        `shorten the prefix.`,
    );
  }
  if (!/^\/([!-~]+\/)?$/.test(path)) {
    throw new Error(`The path "${path}" of role "${name}" must begin and end with a slash, such as "/platform/".`);
  }
  if (managed.length > 10) {
    throw new Error(`Role "${name}" has ${String(managed.length)} managed policies, and IAM allows 10; merge some.`);
  }
}
