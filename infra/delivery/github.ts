import type * as pulumi from "@pulumi/pulumi";
import type { Location } from "../../components/arn";
import { GithubProvider } from "../../components/identity/github/github-provider";
import { PipelineRoles } from "../../components/identity/github/pipeline-roles";
import type { Config } from "../config";
import { roleSettings } from "../config/access";
import { repositoryOf } from "../config/github";

/** Creates the roles with which GitHub Actions previews and deploys this stack, where the configuration asks for them. */
export function createPipelineRoles(
  { prefix, access, github }: Config,
  location: Location,
  deployerRoleArn: string,
  opts: pulumi.ComponentResourceOptions,
): void {
  if (github === undefined) return;
  const provider = new GithubProvider("github", { location, mode: github.provider }, opts);
  new PipelineRoles(
    "pipeline",
    {
      prefix,
      location,
      providerArn: provider.arn,
      repository: repositoryOf(github),
      preview: github.preview,
      deploy: github.deploy,
      state: github.state,
      deployerRoleArn,
      ...roleSettings(access),
    },
    { ...opts, dependsOn: provider.resource ?? [] },
  );
}
