import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { PolicyStatement } from "./policy-document";
import { role, type RoleSettings } from "./role";
import { chainedTrust, type ChainSource } from "./trust";

export interface TargetRoleArgs extends RoleSettings {
  /** At most 64 characters, unique in its account across regions. The workload's identity names its ARN in `assumes`. */
  readonly name: string;
  /** Where the role is: the account of its provider. */
  readonly location: Location;
  /** Who takes it on. */
  readonly source: ChainSource;
  /** What the workload may do, as grants. */
  readonly statements: readonly PolicyStatement[];
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The far side of a chain of roles: the role in the account of the data that one workload of a cluster, in another account
 * or this one, takes on. Chained sessions last an hour at most, and AWS renews them.
 * Idle cost: none.
 * @throws when it grants nothing, or the role behind the workload is not known or not of the cluster's account.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export class TargetRole extends pulumi.ComponentResource {
  /** Composed, so that the identity that assumes it is known at preview. */
  readonly arn: string;
  readonly resource: aws.iam.Role;

  constructor(name: string, args: TargetRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    const { source, statements } = args;
    if (statements.length === 0) {
      throw new Error(`The target role "${args.name}" grants nothing, so nobody needs it; give it statements.`);
    }
    super("platform:identity:TargetRole", name, { name: args.name, source: { ...source }, statements }, opts);
    const created = role(
      name,
      {
        ...args,
        trust: chainedTrust(source),
        description: `Service account ${source.namespace}/${source.serviceAccount} of ${source.clusterArn}`,
      },
      this,
    );
    this.arn = created.arn;
    this.resource = created.resource;
    this.registerOutputs({ arn: this.arn });
  }
}
