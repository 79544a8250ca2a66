import type * as pulumi from "@pulumi/pulumi";
import { iamArn, type Location } from "../../arn";
import { previewStatements, readOnlyPolicy, type StateBackend } from "../../identity/github/preview-permissions";
import { policyDocument } from "../../identity/policy-document";
import { role, type Role, type RoleSettings } from "../../identity/role";

export interface ReadRoleArgs {
  readonly name: string;
  readonly location: Location;
  /** ARN of the role of the build that takes it on. */
  readonly builderArn: string;
  readonly state: StateBackend;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What a preview reads with: the configuration of resources and the state. It is no role of the build itself, since it
 * denies all objects but those of the state, and a build gets its sources from a bucket.
 */
export function readRole(name: string, args: ReadRoleArgs, parent: pulumi.Resource): Role {
  const { location, builderArn, state, roles, tags } = args;
  const trust = policyDocument([
    {
      sid: "BuildTakesOn",
      principals: { AWS: iamArn(location, "root") },
      actions: ["sts:AssumeRole"],
      // A condition, and no principal: the trust then outlives the other role's replacement.
      conditions: { ArnEquals: { "aws:PrincipalArn": builderArn } },
    },
  ]);
  return role(
    name,
    {
      name: args.name,
      location,
      trust,
      description: "Reads configuration and state for previews of the pipeline",
      statements: previewStatements(location, state),
      managedPolicyNames: [readOnlyPolicy],
      ...roles,
      tags,
    },
    parent,
  );
}
