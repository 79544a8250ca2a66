import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../arn";
import type { PolicyStatement } from "../policy-document";
import { role, type Role, type RoleSettings } from "../role";
import { previewStatements, readOnlyPolicy, type StateBackend } from "./preview-permissions";
import { githubTrust } from "./trust";
import { subject, type Repository, type Workflow } from "./workflow";

export interface PipelineRolesArgs extends RoleSettings {
  /** Prefix of the roles' names, such as `platform-prod`: `<prefix>-preview` and `<prefix>-deploy`. */
  readonly prefix: string;
  readonly location: Location;
  /** ARN of the account's provider for GitHub. */
  readonly providerArn: string;
  readonly repository: Repository;
  /** Jobs that preview. */
  readonly preview: Workflow;
  /** Jobs that deploy. Not the same ones, or whoever previews could deploy. */
  readonly deploy: Workflow;
  /** Left out where the state is not in a bucket. */
  readonly state?: StateBackend | undefined;
  /** ARN of the role that runs `pulumi up`, which the deploy role takes on. Its trust has to admit the deploy role. */
  readonly deployerRoleArn: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What GitHub Actions may do with one stack: preview it with a role that only reads, and deploy it with a role that does
 * nothing but take on the deployer's. The deployer stays outside of the stack: a pipeline that made its own rights could
 * widen them, and one that destroys the stack would lose them halfway.
 * Idle cost: none.
 * @throws when repository or jobs are not named exactly, or the same jobs preview and deploy.
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class PipelineRoles extends pulumi.ComponentResource {
  readonly previewRoleArn: string;
  readonly deployRoleArn: string;

  constructor(name: string, args: PipelineRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:identity:PipelineRoles", name, describe(args), opts);
    this.previewRoleArn = createRole(this, `${name}-preview`, args, {
      noun: "preview",
      workflow: args.preview,
      statements: previewStatements(args.location, args.state),
      managedPolicyNames: [readOnlyPolicy],
    }).arn;
    this.deployRoleArn = createRole(this, `${name}-deploy`, args, {
      noun: "deploy",
      workflow: args.deploy,
      statements: [takesOn(args.deployerRoleArn)],
    }).arn;
    this.registerOutputs({ previewRoleArn: this.previewRoleArn, deployRoleArn: this.deployRoleArn });
  }
}

function describe({ prefix, repository, preview, deploy, deployerRoleArn }: PipelineRolesArgs): pulumi.Inputs {
  const [previews, deploys] = [subject(repository, preview), subject(repository, deploy)];
  if (previews === deploys) {
    throw new Error(
      `GitHub workflow: "${previews}" both previews and deploys, so whoever previews could deploy; give previews an environment of their own.`,
    );
  }
  return { prefix, repository: repository.fullName, previews, deploys, deployerRoleArn };
}

function createRole(
  parent: PipelineRoles,
  name: string,
  { prefix, location, providerArn, repository, permissionsBoundaryArn, path, tags }: PipelineRolesArgs,
  rights: {
    readonly noun: string;
    readonly workflow: Workflow;
    readonly statements: readonly PolicyStatement[];
    readonly managedPolicyNames?: readonly string[];
  },
): Role {
  const { noun, workflow, statements, managedPolicyNames = [] } = rights;
  return role(
    name,
    {
      name: `${prefix}-${noun}`,
      location,
      trust: githubTrust(providerArn, repository, workflow),
      description: `GitHub Actions of ${repository.fullName} ${noun} ${prefix}`,
      statements,
      managedPolicyNames,
      permissionsBoundaryArn,
      path,
      tags,
    },
    parent,
  );
}

/** AWS's action tags the sessions that it chains. */
function takesOn(deployerRoleArn: string): PolicyStatement {
  return { sid: "TakeOnDeployer", actions: ["sts:AssumeRole", "sts:TagSession"], resources: [deployerRoleArn] };
}
