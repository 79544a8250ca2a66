import { stringify } from "yaml";

/** What `nodeadm` has to know on a machine, beside what is the machine's own. */
export interface NodeConfigArgs {
  readonly clusterName: string;
  readonly region: string;
  /** Value of the label `topology.kubernetes.io/zone`, by which DNS and other traffic stay near. */
  readonly zone: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly credentials: NodeCredentials;
}

/** How a machine comes by credentials. */
export type NodeCredentials =
  | { readonly kind: "ssm" }
  | {
      readonly kind: "roles-anywhere";
      readonly trustAnchorArn: string;
      readonly profileArn: string;
      readonly roleArn: string;
    };

/** Where nodeadm looks for the certificate of a machine and its key. */
const certificateFolder = "/etc/iam/pki";

/**
 * The configuration of `nodeadm init` for machines outside AWS, as YAML. What must not be known here stands in capitals, to
 * be filled in on the machine: the code of an activation, or the name of the machine, which is the CN of its certificate.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-nodeadm.html
 */
export function hybridNodeConfig({ clusterName, region, zone, labels, credentials }: NodeConfigArgs): string {
  const nodeLabels = Object.entries({ "topology.kubernetes.io/zone": zone, ...labels })
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  return stringify(
    {
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        cluster: { name: clusterName, region },
        kubelet: {
          // Pods are told before the machine goes down.
          config: { shutdownGracePeriod: "30s", shutdownGracePeriodCriticalPods: "10s" },
          flags: [`--node-labels=${nodeLabels}`],
        },
        hybrid: {
          // The Pod Identity agent of the node reads them there.
          enableCredentialsFile: true,
          ...credentialSection(credentials),
        },
      },
    },
    { lineWidth: 0 },
  );
}

function credentialSection(credentials: NodeCredentials): Readonly<Record<string, unknown>> {
  if (credentials.kind === "ssm") return { ssm: { activationCode: "ACTIVATION_CODE", activationId: "ACTIVATION_ID" } };
  const { trustAnchorArn, profileArn, roleArn } = credentials;
  return {
    iamRolesAnywhere: {
      ...{ nodeName: "NODE_NAME", trustAnchorArn, profileArn, roleArn },
      certificatePath: `${certificateFolder}/server.pem`,
      privateKeyPath: `${certificateFolder}/server.key`,
    },
  };
}
