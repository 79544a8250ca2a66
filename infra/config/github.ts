import { z } from "zod";
import { workflowProblems, type Repository } from "../../components/identity/github/workflow";
import { given } from "../given";
import { checked, type Report } from "./schema/checked";
import { quoted, textLike } from "./schema/fields";

const id = (): z.ZodString => textLike(/^[0-9]{1,20}$/, "a number, in quotes", "123456");

const keyArn = (): z.ZodString =>
  textLike(
    /^arn:aws(-cn|-us-gov)?:kms:[a-z0-9-]+:[0-9]{12}:key\/[0-9a-z-]+$/,
    "the ARN of a key (aliases do not stand in policies)",
    "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  );

const workflowSchema = z.strictObject({
  environment: z.string().optional().describe("Environment of the jobs: its rules say who may start them."),
  ref: z.string().optional().describe("Branch or tag of the jobs, such as `refs/heads/main`."),
});

export const stateSchema = z
  .strictObject({
    bucket: textLike(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket", "acme-pulumi-state").describe(
      "Bucket that `pulumi login s3://` names.",
    ),
    folder: textLike(/^[\w.-]+(\/[\w.-]+)*$/, "a folder without slashes at its ends", "platform")
      .optional()
      .describe("Folder in the bucket. Its root where it is left out."),
    bucketKeyArn: keyArn().optional().describe("Customer key of the bucket."),
    secretsKeyArn: keyArn().optional().describe("Key of the secrets in the state, as in `awskms://`."),
  })
  .describe("Where the state is. Left out where it is not in a bucket.");

const fields = z
  .strictObject({
    provider: z
      .enum(["create", "adopt"])
      .default("create")
      .describe(
        "Whether this stack brings the account's provider for GitHub, or another one has already: IAM takes one.",
      ),
    repository: z
      .string()
      .meta({ examples: ["acme/eks-platform"] })
      .describe("Repository of the workflows, as `owner/name`."),
    ids: z
      .strictObject({
        owner: id().describe("Number of the owner."),
        repository: id().describe("Number of the repository."),
      })
      .optional()
      .describe(
        "Numbers of owner and repository, where the repository's tokens state them: those created, renamed or moved since July 2026, or opted in.",
      ),
    preview: workflowSchema.describe("Jobs that preview this stack: environment, ref or both."),
    deploy: workflowSchema.describe(
      "Jobs that deploy this stack: environment, ref or both, and not those that preview.",
    ),
    state: stateSchema.optional(),
  })
  .describe(
    "Roles for GitHub Actions: one that previews this stack, and one that deploys it. None where it is left out.",
  );

/** Roles for GitHub Actions. */
export const githubSchema = checked(fields, { reads: ["repository", "ids", "preview", "deploy"], check: workflows });

type Github = z.output<typeof fields>;

function workflows(github: Github, report: Report): void {
  const { preview, deploy } = github;
  for (const jobs of ["preview", "deploy"] as const)
    for (const problem of workflowProblems(repositoryOf(github), github[jobs])) {
      // What is wrong with the repository is said once.
      const field = /^(repository|ids) /.exec(problem)?.[1];
      if (field === undefined) report([jobs], problem);
      else if (jobs === "preview") report([field], problem.replace(`${field} `, ""));
    }
  const { environment } = preview;
  if (environment === deploy.environment && (environment !== undefined || preview.ref === deploy.ref))
    report(
      ["preview"],
      `${quoted(preview)} also deploys, so whoever previews could deploy; give previews an environment of their own.`,
    );
}

/** The repository as components take it. */
export function repositoryOf({ repository, ids }: Pick<Github, "repository" | "ids">): Repository {
  return { fullName: repository, ...given({ ids }) };
}
