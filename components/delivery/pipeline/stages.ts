import type { types } from "@pulumi/aws";
import { projectName } from "./build-project";
import type { BuildStage } from "./build-specs";
import type { PipelineSource } from "./pipeline-problems";

type Stage = types.input.codepipeline.PipelineStage;

const sources = "source";

/**
 * The stages of a pipeline: what is deployed is what was checked and previewed, since all of them get the same sources.
 * @param topicArn of the topic that asks for approval.
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
 */
export function stagesOf(prefix: string, source: PipelineSource, topicArn: string): Stage[] {
  const build = (stage: BuildStage): Stage => ({
    name: stage,
    actions: [
      {
        ...{ name: stage, category: "Build", owner: "AWS", provider: "CodeBuild", version: "1" },
        inputArtifacts: [sources],
        configuration: { ProjectName: projectName(prefix, stage) },
      },
    ],
  });
  return [
    {
      name: "source",
      actions: [
        {
          ...{ name: "source", category: "Source", owner: "AWS", provider: "CodeStarSourceConnection", version: "1" },
          outputArtifacts: [sources],
          configuration: {
            ConnectionArn: source.connectionArn,
            FullRepositoryId: source.repository,
            BranchName: source.branch,
            // An archive: with a clone, every build would need the connection as well.
            OutputArtifactFormat: "CODE_ZIP",
            DetectChanges: "true",
          },
        },
      ],
    },
    build("check"),
    build("preview"),
    {
      name: "approve",
      actions: [
        {
          ...{ name: "approve", category: "Approval", owner: "AWS", provider: "Manual", version: "1" },
          configuration: {
            NotificationArn: topicArn,
            CustomData: `Read what the preview of ${prefix} shows before you approve.`,
          },
        },
      ],
    },
    build("up"),
  ];
}
