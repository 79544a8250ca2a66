import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn, bucketArn, type Location } from "../../arn";
import { CustomerKey } from "../../encryption/customer-key";
import { encryptedLogGroup, type LogRetentionDays } from "../../encryption/encrypted-log-group";
import { logsEncrypt } from "../../encryption/key-policy";
import type { StateBackend } from "../../identity/github/preview-permissions";
import { role, roleArn, type Role, type RoleSettings } from "../../identity/role";
import { serviceTrust } from "../../identity/trust";
import { PrivateBucket } from "../../storage/stores/private-bucket";
import { buildSecurityGroup, type BuildPlace } from "./build-network";
import { buildProject, projectName } from "./build-project";
import type { BuildStage } from "./build-specs";
import { buildStatements, pipelineStatements, takesOn, type ArtifactStore } from "./pipeline-permissions";
import { pipelineProblems, type PipelineSource, type PulumiCli } from "./pipeline-problems";
import { readRole } from "./read-role";
import { stagesOf } from "./stages";

export interface DeliveryPipelineArgs {
  /** Prefix of physical names, such as `platform-prod`. */
  readonly prefix: string;
  /** Stack that is delivered. */
  readonly stack: string;
  readonly location: Location;
  readonly source: PipelineSource;
  readonly pulumi: PulumiCli;
  /** Where the state is. */
  readonly state: StateBackend;
  /** ARN of the role that runs `pulumi up`. Its trust has to admit `deployingRoleArn`. */
  readonly deployerRoleArn: string;
  /** Topic that asks for approval, and the alias of its key. */
  readonly approval: { readonly topicArn: string; readonly keyAliasName: string };
  readonly place: BuildPlace;
  readonly logRetentionInDays: LogRetentionDays;
  /** Days between request and deletion of the key, 7-30. Default 30. */
  readonly keyDeletionWindowInDays?: number | undefined;
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const minutes: Readonly<Record<BuildStage, number>> = { check: 60, preview: 60, up: 180 };

/**
 * A pipeline of CodePipeline that delivers one stack: it reads a branch through a connection, checks it without any
 * rights, previews it with a role that reads, asks for approval, and deploys it as the deployer. Its builds run inside of
 * the VPC, so that they reach an API server with a private endpoint. Pushes wait for each other in a queue.
 * Idle cost: two US dollars a month, for the pipeline and its key; builds about a cent a minute.
 * @throws when the connection, the repository, the branch or the release of Pulumi is not named exactly.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
 */
export class DeliveryPipeline extends pulumi.ComponentResource {
  /** Role of the build that deploys: the trust of the deployer has to admit it. */
  readonly deployingRoleArn: string;
  readonly pipelineArn: string;

  constructor(name: string, args: DeliveryPipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    const problems = pipelineProblems(args);
    if (problems.length > 0)
      throw new Error(problems.map(({ path, message }) => `Pipeline: ${path.join(".")} ${message}`).join("\n"));
    const { prefix, location, source, stack, deployerRoleArn } = args;
    super("platform:delivery:DeliveryPipeline", name, { prefix, stack, ...source, deployerRoleArn }, opts);
    this.deployingRoleArn = roleArn(location, projectName(prefix, "up"), args.roles?.path);
    this.pipelineArn = arn(location, "codepipeline", prefix);
    const key = createKey(this, name, args);
    const bucket = createBucket(this, name, args, key);
    const projects = createBuilds(this, name, args, key);
    const service = createServiceRole(this, name, args, key);
    createPipeline(this, name, args, { key, bucket, service, projects });
    this.registerOutputs({ pipelineArn: this.pipelineArn, deployingRoleArn: this.deployingRoleArn });
  }
}

function logGroupName(prefix: string): string {
  return `/aws/codebuild/${prefix}`;
}

/** The name says whose account it is, since it is one for all accounts. */
function bucketName({ prefix, location }: DeliveryPipelineArgs): string {
  return `${prefix}-pipeline-${location.accountId}`;
}

function storeOf(args: DeliveryPipelineArgs, { aliasName }: CustomerKey): ArtifactStore {
  return { bucketArn: bucketArn(args.location, bucketName(args)), key: { location: args.location, aliasName } };
}

function createKey(parent: DeliveryPipeline, name: string, args: DeliveryPipelineArgs): CustomerKey {
  const { prefix, location, keyDeletionWindowInDays, tags } = args;
  return new CustomerKey(
    name,
    {
      name: `${prefix}-pipeline`,
      description: `Sources and logs of the pipeline of ${prefix}`,
      location,
      // The pipeline and its builds reach the key through their roles, which the account's own statement admits.
      statements: [logsEncrypt(location, [logGroupName(prefix)])],
      deletionWindowInDays: keyDeletionWindowInDays,
      tags,
    },
    { parent },
  );
}

function createBucket(parent: DeliveryPipeline, name: string, args: DeliveryPipelineArgs, key: CustomerKey) {
  return new PrivateBucket(
    name,
    {
      name: bucketName(args),
      location: args.location,
      key,
      // Whatever is in it is in the repository as well.
      expireAfterDays: 30,
      keepOldVersionsDays: 7,
      forceDestroy: true,
      tags: args.tags,
    },
    { parent },
  );
}

function createBuilds(parent: DeliveryPipeline, name: string, args: DeliveryPipelineArgs, key: CustomerKey) {
  const { prefix, stack, location, place, roles, tags, state } = args;
  const logs = encryptedLogGroup(
    name,
    { name: logGroupName(prefix), retentionInDays: args.logRetentionInDays, key, tags },
    { parent },
  );
  const { group, rules } = buildSecurityGroup(name, { prefix, place, tags }, parent);
  const read = readRole(
    `${name}-read`,
    {
      name: `${prefix}-pipeline-read`,
      location,
      builderArn: roleArn(location, projectName(prefix, "preview"), roles?.path),
      state,
      roles,
      tags,
    },
    parent,
  );
  const build = (stage: BuildStage, description: string, takenOn?: string, ...after: pulumi.Resource[]) =>
    buildProject(
      `${name}-${stage}`,
      {
        prefix,
        stage,
        description,
        location,
        statements: [
          ...buildStatements(location, stage, logGroupName(prefix), storeOf(args, key)),
          ...(takenOn === undefined ? [] : [takesOn(takenOn)]),
        ],
        variables: {
          STACK: stack,
          ...(takenOn === undefined
            ? {}
            : {
                ROLE_ARN: takenOn,
                BACKEND_URL: backendUrl(location, state),
                PULUMI_VERSION: args.pulumi.version,
                PULUMI_SHA256: args.pulumi.sha256,
                PULUMI_SKIP_UPDATE_CHECK: "true",
              }),
        },
        timeoutMinutes: minutes[stage],
        key,
        logGroupName: logGroupName(prefix),
        place,
        securityGroupId: group.id,
        after: [logs, ...rules, ...place.ready, ...after],
        roles,
        tags,
      },
      parent,
    );
  return [
    build("check", `Checks of ${stack}, without rights`),
    build("preview", `Preview of ${stack}, with rights to read`, read.arn, read.resource, ...read.policies),
    build("up", `Deployment of ${stack}`, args.deployerRoleArn),
  ];
}

/** As `pulumi login` takes it. */
function backendUrl({ region }: Location, { bucket, folder }: StateBackend): string {
  return `s3://${bucket}${folder === undefined ? "" : `/${folder}`}?region=${region}`;
}

function createServiceRole(parent: DeliveryPipeline, name: string, args: DeliveryPipelineArgs, key: CustomerKey): Role {
  const { prefix, location, source, approval, roles, tags } = args;
  return role(
    name,
    {
      name: `${prefix}-pipeline`,
      location,
      trust: serviceTrust("codepipeline.amazonaws.com", { location, sourceArn: parent.pipelineArn }),
      description: `Pipeline of ${prefix}`,
      statements: pipelineStatements(
        location,
        source,
        storeOf(args, key),
        stages.map((stage) => projectName(prefix, stage)),
        { topicArn: approval.topicArn, key: { location, aliasName: approval.keyAliasName } },
      ),
      ...roles,
      tags,
    },
    parent,
  );
}

const stages: readonly BuildStage[] = ["check", "preview", "up"];

/** It runs as soon as it exists, and so comes last. */
function createPipeline(
  parent: DeliveryPipeline,
  name: string,
  { prefix, source, approval, tags }: DeliveryPipelineArgs,
  parts: {
    readonly key: CustomerKey;
    readonly bucket: PrivateBucket;
    readonly service: Role;
    readonly projects: readonly pulumi.Resource[];
  },
): aws.codepipeline.Pipeline {
  const { key, bucket, service, projects } = parts;
  return new aws.codepipeline.Pipeline(
    name,
    {
      name: prefix,
      roleArn: service.arn,
      pipelineType: "V2",
      // One push after the other, and none is skipped.
      executionMode: "QUEUED",
      artifactStores: [{ location: bucket.resource.bucket, type: "S3", encryptionKey: { id: key.arn, type: "KMS" } }],
      stages: stagesOf(prefix, source, approval.topicArn),
      tags: { ...tags, Name: prefix },
    },
    { parent, dependsOn: [service.resource, ...service.policies, bucket, key.alias, ...projects] },
  );
}
