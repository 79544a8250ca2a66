import { policyDocument } from "../policy-document";
import { githubIssuer, subject, type Repository, type Workflow } from "./workflow";

/**
 * Jobs of GitHub Actions take on the role: those of one repository, in one environment, or on one branch or tag. The
 * audience is the one that AWS's own action asks for.
 * @param providerArn of the account's provider for GitHub.
 * @throws when repository or jobs are not named exactly.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export function githubTrust(providerArn: string, repository: Repository, workflow: Workflow): string {
  const both = workflow.environment !== undefined && workflow.ref !== undefined;
  return policyDocument([
    {
      sid: "WorkflowAssumes",
      principals: { Federated: providerArn },
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: {
        StringEquals: {
          [`${githubIssuer}:aud`]: "sts.amazonaws.com",
          [`${githubIssuer}:sub`]: subject(repository, workflow),
          // The subject states the environment alone where a job has one.
          ...(both ? { [`${githubIssuer}:ref`]: workflow.ref } : {}),
        },
      },
    },
  ]);
}
