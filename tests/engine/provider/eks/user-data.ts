import * as pulumi from "@pulumi/pulumi";

/** What the nodes of a group are told at their first start. */
export interface UserData {
  /** The cluster that the nodes join. */
  readonly cluster: pulumi.Input<{ readonly cluster: ClusterOutputs }>;
  readonly amiType?: string;
  readonly operatingSystem?: string;
  readonly labels?: pulumi.Input<Record<string, string>>;
  readonly taints?: pulumi.Input<Record<string, { readonly value: string; readonly effect: string }>>;
  readonly bottlerocketSettings?: pulumi.Input<object>;
  readonly nodeadmExtraOptions?: pulumi.Input<{ readonly content: string; readonly contentType: string }[]>;
  readonly nodeUserDataOverride?: pulumi.Input<string>;
}

interface ClusterOutputs {
  readonly name: string;
  readonly endpoint: string;
  readonly certificateAuthority: { readonly data: string };
  readonly kubernetesNetworkConfig: { readonly serviceIpv4Cidr: string };
}

/** User data in the form of the operating system: settings of Bottlerocket, or parts for nodeadm. */
export function userDataOf(inputs: UserData): pulumi.Output<string> {
  if (inputs.nodeUserDataOverride !== undefined) return pulumi.output(inputs.nodeUserDataOverride);
  const settings = pulumi.all([
    pulumi.output(inputs.cluster),
    inputs.labels,
    inputs.taints,
    inputs.nodeadmExtraOptions,
    inputs.bottlerocketSettings,
  ]);
  const system = `${inputs.operatingSystem ?? ""}${inputs.amiType ?? ""}`.toLowerCase();
  return settings.apply(([{ cluster }, labels = {}, taints = {}, extra = [], bottlerocket = {}]) => {
    if (system.includes("bottlerocket"))
      return JSON.stringify({ settings: { kubernetes: kubernetesSettings(cluster, labels, taints), ...bottlerocket } });
    const flags = [
      `--node-labels=${Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",")}`,
      `--register-with-taints=${Object.entries(taints)
        .map(([key, { value, effect }]) => `${key}=${value}:${effect}`)
        .join(",")}`,
    ].filter((flag) => !flag.endsWith("="));
    return multipart([{ content: nodeConfig(cluster, flags), contentType: "application/node.eks.aws" }, ...extra]);
  });
}

function kubernetesSettings(cluster: ClusterOutputs, labels: object, taints: object): object {
  return {
    "cluster-name": cluster.name,
    "api-server": cluster.endpoint,
    "cluster-certificate": cluster.certificateAuthority.data,
    "node-labels": labels,
    "node-taints": taints,
  };
}

function nodeConfig(cluster: ClusterOutputs, flags: readonly string[]): string {
  return JSON.stringify({
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: {
      cluster: {
        name: cluster.name,
        apiServerEndpoint: cluster.endpoint,
        certificateAuthority: cluster.certificateAuthority.data,
        cidr: cluster.kubernetesNetworkConfig.serviceIpv4Cidr,
      },
      ...(flags.length > 0 && { kubelet: { flags } }),
    },
  });
}

function multipart(parts: readonly { readonly content: string; readonly contentType: string }[]): string {
  const bodies = parts.map(({ content, contentType }) => `--//\nContent-Type: ${contentType}\n\n${content}\n`);
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="//"\n\n${bodies.join("\n")}--//--\n`;
}
