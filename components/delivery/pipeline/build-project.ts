import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../../arn";
import type { CustomerKey } from "../../encryption/customer-key";
import type { PolicyStatement } from "../../identity/policy-document";
import { role, type Role, type RoleSettings } from "../../identity/role";
import { serviceTrust } from "../../identity/trust";
import { buildSpec, type BuildStage } from "./build-specs";
import type { BuildPlace } from "./build-network";

/** The image of builds. AWS patches it under this name and changes no version of a runtime. */
export const buildImage = "aws/codebuild/amazonlinux-x86_64-standard:5.0";

export interface BuildProjectArgs {
  readonly prefix: string;
  readonly stage: BuildStage;
  readonly description: string;
  readonly location: Location;
  /** What the build's own role may do. */
  readonly statements: readonly PolicyStatement[];
  /** Variables that anybody may read. */
  readonly variables: Readonly<Record<string, string>>;
  /** In minutes, until a build is stopped. */
  readonly timeoutMinutes: number;
  readonly key: CustomerKey;
  readonly logGroupName: string;
  readonly place: BuildPlace;
  readonly securityGroupId: pulumi.Input<string>;
  /** Rules and logs, without which a build fails. */
  readonly after: readonly pulumi.Resource[];
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Name of the project and of its role. */
export function projectName(prefix: string, stage: BuildStage): string {
  return `${prefix}-build-${stage}`;
}

/**
 * A stage's build and its role, which the project alone assumes. One build runs at a time.
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
 */
export function buildProject(name: string, args: BuildProjectArgs, parent: pulumi.Resource): aws.codebuild.Project {
  const { prefix, stage, description, key, logGroupName, place, securityGroupId, after, tags } = args;
  const own = createRole(name, args, parent);
  return new aws.codebuild.Project(
    name,
    {
      name: projectName(prefix, stage),
      description,
      serviceRole: own.arn,
      source: { type: "CODEPIPELINE", buildspec: buildSpec(stage) },
      artifacts: { type: "CODEPIPELINE" },
      encryptionKey: key.arn,
      environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_MEDIUM",
        image: buildImage,
        imagePullCredentialsType: "CODEBUILD",
        privilegedMode: false,
        environmentVariables: Object.entries(args.variables).map(([variable, value]) => ({
          name: variable,
          value,
          type: "PLAINTEXT",
        })),
      },
      buildTimeout: args.timeoutMinutes,
      queuedTimeout: 480,
      concurrentBuildLimit: 1,
      logsConfig: {
        cloudwatchLogs: { status: "ENABLED", groupName: logGroupName, streamName: stage },
        s3Logs: { status: "DISABLED" },
      },
      vpcConfig: { vpcId: place.vpcId, subnets: [...place.subnetIds], securityGroupIds: [securityGroupId] },
      tags: { ...tags, Name: projectName(prefix, stage) },
    },
    { parent, dependsOn: [own.resource, ...own.policies, ...after] },
  );
}

function createRole(
  name: string,
  { prefix, stage, location, description, statements, roles, tags }: BuildProjectArgs,
  parent: pulumi.Resource,
): Role {
  const projectArn = arn(location, "codebuild", `project/${projectName(prefix, stage)}`);
  return role(
    name,
    {
      name: projectName(prefix, stage),
      location,
      trust: serviceTrust("codebuild.amazonaws.com", { location, sourceArn: projectArn }),
      description,
      statements,
      ...roles,
      tags,
    },
    parent,
  );
}
