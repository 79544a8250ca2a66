import { z } from "zod";
import { pipelineProblems } from "../../../components/delivery/pipeline/pipeline-problems";
import { checked } from "../schema/checked";
import { stateSchema } from "../github";

const fields = z
  .strictObject({
    source: z.strictObject({
      connectionArn: z
        .string()
        .describe("ARN of the connection to GitHub or GitLab, authorised in the console: no token stands anywhere."),
      repository: z
        .string()
        .meta({ examples: ["acme/eks-platform"] })
        .describe("Repository, as `owner/name`."),
      branch: z.string().default("main").describe("Branch whose pushes start the pipeline."),
    }),
    pulumi: z
      .strictObject({
        version: z
          .string()
          .meta({ examples: ["3.259.0"] })
          .describe("Version of the CLI."),
        sha256: z.string().describe("SHA-256 of its archive for Linux on x64, from the checksums of the release."),
      })
      .describe("The CLI that builds install."),
    state: stateSchema.describe("Where the state is."),
  })
  .describe(
    "A pipeline of CodePipeline that checks, previews and deploys this stack from inside of its VPC. Approval is asked for through the topic of alarms.",
  );

/** How CodePipeline delivers a stack. */
export const pipelineSchema = checked(fields, {
  reads: ["source", "pulumi"],
  check: (pipeline, report) => {
    for (const { path, message } of pipelineProblems(pipeline)) report(path, message);
  },
});
