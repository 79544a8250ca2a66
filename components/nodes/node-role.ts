import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { role, type RoleSettings } from "../identity/role";
import { plainServiceTrust } from "../identity/trust";

export interface NodeRoleArgs {
  /** Physical name, 1-64 characters; unique in the account in any case of letters and in all regions. */
  readonly name: string;
  readonly location: Location;
  /** Whether Systems Manager may open sessions on the nodes and read their inventory. Default false. */
  readonly ssm?: boolean;
  /** What its nodes are. Default those of managed groups. */
  readonly description?: string;
  /**
   * Whether the nodes know their names without asking EC2, as those of Auto Mode do: then they may only hand out
   * credentials and pull images. Default false.
   */
  readonly minimal?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The role of managed nodes, with no right that a pod should have: pods get theirs by Pod Identity or IRSA, and the
 * network add-on has a role of its own. `AmazonEKSWorkerNodeMinimalPolicy` would not do, since a node asks EC2 for its
 * own private DNS name before it registers. EKS makes and removes the access entry of a managed group's role itself, so
 * that nodes of another kind need a role of their own.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export class NodeRole extends pulumi.ComponentResource {
  readonly name: string;
  /** Composed, so that it is known at preview. */
  readonly arn: string;
  readonly resource: aws.iam.Role;
  /** What a node group waits for, and outlives at destroy: without these policies its nodes never join. */
  readonly attachments: readonly pulumi.Resource[];

  constructor(name: string, args: NodeRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:NodeRole", name, { name: args.name, ssm: args.ssm ?? false }, opts);
    const { resource, arn, policies } = role(
      name,
      {
        name: args.name,
        location: args.location,
        trust: plainServiceTrust("ec2.amazonaws.com"),
        description: args.description ?? "Managed nodes join their cluster and pull images",
        managedPolicyNames: managedPolicyNames(args),
        ...args.roles,
        tags: { ...args.tags },
      },
      this,
    );
    this.name = args.name;
    this.arn = arn;
    this.resource = resource;
    this.attachments = policies;
    this.registerOutputs({ arn });
  }
}

function managedPolicyNames({ ssm, minimal }: NodeRoleArgs): readonly string[] {
  return [
    minimal === true ? "AmazonEKSWorkerNodeMinimalPolicy" : "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryPullOnly",
    ...(ssm === true ? ["AmazonSSMManagedInstanceCore"] : []),
  ];
}
