import type { PolicyStatement } from "../policy-document";
import { nameOf, resource, sid } from "./resource";

/**
 * Logs in to the registries and pulls images of these repositories. The login is one for all, so name all repositories
 * of a workload in one grant.
 * @throws when no repository is named, or an ARN is unknown or malformed.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html
 */
export function pull(repositoryArns: readonly string[]): readonly PolicyStatement[] {
  if (repositoryArns.length === 0) {
    throw new Error("ecr.pull: the list of repositories is empty; name at least one ARN.");
  }
  const repositories = repositoryArns.map((repository) => resource("ecr.pull", "repository", repository));
  return [
    { sid: "LogInToRegistries", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: sid("PullImages", ...repositories.slice(0, 1).map(nameOf)),
      actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: repositories,
    },
  ];
}
