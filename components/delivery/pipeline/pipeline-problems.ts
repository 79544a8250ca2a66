/** The repository that a pipeline delivers, and the connection that reads it. */
export interface PipelineSource {
  /** ARN of a connection that somebody has authorised: AWS keeps the credentials, and no token stands anywhere. */
  readonly connectionArn: string;
  /** `owner/name` as the provider writes it; in GitLab with the groups between them. */
  readonly repository: string;
  /** Branch whose pushes start the pipeline. */
  readonly branch: string;
}

/** What the Pulumi CLI is installed from. */
export interface PulumiCli {
  /** Such as `3.259.0`. */
  readonly version: string;
  /** SHA-256 of the archive for Linux on x64, in hexadecimal: Pulumi publishes it beside each release. */
  readonly sha256: string;
}

/** What is wrong with a field: which one, and a sentence that begins with its value. */
export interface PipelineProblem {
  readonly path: readonly [string, string];
  readonly message: string;
}

const forms = [
  {
    path: ["source", "connectionArn"],
    pattern:
      /^arn:aws(-cn|-us-gov)?:(codeconnections|codestar-connections):[a-z0-9-]+:[0-9]{12}:connection\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    what: "the ARN of a connection",
    example: "arn:aws:codeconnections:eu-west-1:111122223333:connection/1234abcd-12ab-34cd-56ef-1234567890ab",
  },
  {
    path: ["source", "repository"],
    pattern: /^[\w.-]+(\/[\w.-]+)+$/,
    what: "owner/name without wildcards",
    example: "acme/eks-platform",
  },
  {
    path: ["source", "branch"],
    pattern: /^(?!refs\/)[^\s*?~^:\\[$]+$/,
    what: "the name of one branch",
    example: "main",
  },
  { path: ["pulumi", "version"], pattern: /^[0-9]+\.[0-9]+\.[0-9]+$/, what: "one version", example: "3.259.0" },
  {
    path: ["pulumi", "sha256"],
    pattern: /^[0-9a-f]{64}$/,
    what: "a SHA-256 of 64 hexadecimal digits in lower case",
    example: "the one that the release's checksums state for its linux-x64 archive",
  },
] as const;

/** Everything that keeps a pipeline from reading its repository or from installing Pulumi. */
export function pipelineProblems(settings: {
  readonly source: PipelineSource;
  readonly pulumi: PulumiCli;
}): readonly PipelineProblem[] {
  const values: Readonly<Record<string, string>> = { ...settings.source, ...settings.pulumi };
  return forms
    .filter(({ path, pattern }) => !pattern.test(values[path[1]] ?? ""))
    .map(({ path, what, example }) => ({
      path,
      message: `"${values[path[1]] ?? ""}" is not ${what}; write, for example, "${example}".`,
    }));
}
