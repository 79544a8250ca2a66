import { arn, type Location } from "../../arn";
import { kms, s3 } from "../../identity/grants";
import { wholeBucket } from "../../identity/grants/s3";
import type { KeyReference } from "../../identity/grants/kms";
import type { PolicyStatement } from "../../identity/policy-document";
import type { BuildStage } from "./build-specs";
import type { PipelineSource } from "./pipeline-problems";

/** Where a pipeline keeps the sources that its stages hand on. */
export interface ArtifactStore {
  readonly bucketArn: string;
  readonly key: KeyReference;
}

/**
 * What every build does: write its log, get the sources, and stand in the VPC. The bucket holds nothing but artifacts of
 * this pipeline, which abbreviates its name and theirs in their keys.
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html
 */
export function buildStatements(
  location: Location,
  stage: BuildStage,
  logGroupName: string,
  artifacts: ArtifactStore,
): readonly PolicyStatement[] {
  return [
    {
      sid: "WriteLog",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [arn(location, "logs", `log-group:${logGroupName}:log-stream:${stage}/*`)],
    },
    ...readArtifacts(artifacts),
    {
      sid: "FindNetwork",
      actions: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      resources: ["*"],
    },
    {
      sid: "MakeInterfaces",
      actions: ["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface"],
      resources: ["network-interface", "security-group", "subnet"].map((kind) => arn(location, "ec2", `${kind}/*`)),
    },
    {
      sid: "HandInterfacesToBuilds",
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: [arn(location, "ec2", "network-interface/*")],
      conditions: { StringEquals: { "ec2:AuthorizedService": "codebuild.amazonaws.com" } },
    },
  ];
}

/** The role that a build takes on, and nothing beside it. */
export function takesOn(roleArn: string): PolicyStatement {
  return { sid: "TakeOnRole", actions: ["sts:AssumeRole"], resources: [roleArn] };
}

/** What the pipeline itself does: read one repository, hand its sources on, start builds, and ask for approval. */
export function pipelineStatements(
  location: Location,
  source: PipelineSource,
  artifacts: ArtifactStore,
  projectNames: readonly string[],
  approval: { readonly topicArn: string; readonly key: KeyReference },
): readonly PolicyStatement[] {
  return [
    {
      sid: "UseConnection",
      // A connection goes by the older name of the service where it was made under that name.
      actions: ["codeconnections:UseConnection", "codestar-connections:UseConnection"],
      resources: [source.connectionArn],
      conditions: {
        // CodePipeline first asks for the connection as such, and then names no repository.
        StringEqualsIfExists: {
          "codeconnections:FullRepositoryId": source.repository,
          "codestar-connections:FullRepositoryId": source.repository,
        },
      },
    },
    {
      sid: "FindArtifacts",
      actions: ["s3:GetBucketVersioning", "s3:GetBucketAcl", "s3:GetBucketLocation"],
      resources: [artifacts.bucketArn],
    },
    ...readArtifacts(artifacts),
    ...s3.write(artifacts.bucketArn, wholeBucket, { key: artifacts.key }),
    {
      sid: "RunBuilds",
      actions: ["codebuild:StartBuild", "codebuild:StopBuild", "codebuild:BatchGetBuilds"],
      resources: projectNames.map((name) => arn(location, "codebuild", `project/${name}`)),
    },
    { sid: "AskForApproval", actions: ["sns:Publish"], resources: [approval.topicArn] },
    ...kms.use(approval.key, { service: "sns", sid: "AskForApprovalKey" }),
  ];
}

function readArtifacts({ bucketArn, key }: ArtifactStore): readonly PolicyStatement[] {
  return [
    ...s3.get(bucketArn, wholeBucket, { key }),
    { sid: "GetArtifactVersions", actions: ["s3:GetObjectVersion"], resources: [`${bucketArn}/*`] },
  ];
}
