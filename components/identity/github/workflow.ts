/** Where GitHub's tokens for workflows come from, without scheme: it is part of condition keys. */
export const githubIssuer = "token.actions.githubusercontent.com";

/** A repository on github.com. */
export interface Repository {
  /** `owner/name`, as GitHub writes it. */
  readonly fullName: string;
  /**
   * Numbers of owner and repository, which nobody can take over with a freed name. Tokens state them where the repository
   * was created, renamed or moved since July 2026, or has opted in, and then the trust has to state them too.
   * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
   */
  readonly ids?: { readonly owner: string; readonly repository: string } | undefined;
}

/**
 * The jobs that are meant: those of an environment, whose rules say who may start them, or of one branch or tag, or both.
 * Jobs of pull requests are in no branch: give them an environment.
 */
export interface Workflow {
  readonly environment?: string | undefined;
  /** Such as `refs/heads/main`. */
  readonly ref?: string | undefined;
}

/**
 * What is wrong with a repository or with the jobs that are meant, one sentence each: wildcards above all, since whoever
 * names a repository or a branch to match them would be trusted.
 */
export function workflowProblems(repository: Repository, { environment, ref }: Workflow): readonly string[] {
  const { fullName, ids } = repository;
  const problems: string[] = [];
  if (!/^[A-Za-z0-9]([A-Za-z0-9-]{0,38})\/[\w.-]{1,100}$/.test(fullName))
    problems.push(
      `repository "${fullName}" is not owner/name without wildcards; write one such as "acme/eks-platform".`,
    );
  if (ids !== undefined && ![ids.owner, ids.repository].every((id) => /^[0-9]{1,20}$/.test(id)))
    problems.push(
      `ids "${ids.owner}" and "${ids.repository}" are not both numbers; write those that GitHub's API states.`,
    );
  if (environment === undefined && ref === undefined)
    problems.push("neither environment nor ref is given, so any job of the repository would do; write one of them.");
  if (environment !== undefined && !/^[^*?:/\\"$\s][^*?:/\\"$]{0,254}$/.test(environment))
    problems.push(`environment "${environment}" is empty or has one of * ? : / \\ " $; write a name such as "prod".`);
  if (ref !== undefined && !/^refs\/(heads|tags)\/[^\s*?~^:\\[$]+$/.test(ref))
    problems.push(`ref "${ref}" is not one branch or tag; write one such as "refs/heads/main".`);
  return problems;
}

/**
 * The subject of the tokens of these jobs.
 * @throws with one sentence for everything that is wrong.
 */
export function subject(repository: Repository, workflow: Workflow): string {
  const problems = workflowProblems(repository, workflow);
  if (problems.length > 0) throw new Error(problems.map((problem) => `GitHub workflow: ${problem}`).join("\n"));
  const [owner = "", name = ""] = repository.fullName.split("/");
  const { ids } = repository;
  const prefix = ids === undefined ? `repo:${owner}/${name}` : `repo:${owner}@${ids.owner}/${name}@${ids.repository}`;
  return workflow.environment === undefined
    ? `${prefix}:ref:${workflow.ref ?? ""}`
    : `${prefix}:environment:${workflow.environment}`;
}
