/** What it takes to reach a cluster. */
export interface KubeconfigArgs {
  readonly clusterName: string;
  readonly region: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** The cluster's certificate authority, base64. */
  readonly certificateAuthority: string;
  /** Role to assume before asking for a token. It needs an access entry. Default: whoever runs the command. */
  readonly roleArn?: string | undefined;
}

/**
 * A kubeconfig as JSON, which every reader of YAML accepts. It holds no credential: the AWS CLI fetches a token of
 * 15 minutes each time one is needed.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfig({ clusterName, region, endpoint, certificateAuthority, roleArn }: KubeconfigArgs): string {
  const token = ["--region", region, "eks", "get-token", "--cluster-name", clusterName, "--output", "json"];
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": clusterName,
    clusters: [
      { name: clusterName, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } },
    ],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    users: [
      {
        name: clusterName,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: roleArn === undefined ? token : [...token, "--role-arn", roleArn],
            interactiveMode: "Never",
            provideClusterInfo: false,
          },
        },
      },
    ],
  });
}
