import type * as pulumi from "@pulumi/pulumi";
import { ManagedAddon, type AddonCluster } from "./managed-addon";
import { vpcCniConfiguration, vpcCniIdentity, type CustomNetworking, type PodTraffic } from "./vpc-cni";
import type { RoleSettings } from "../identity/role";

export interface NetworkAddonsArgs {
  readonly cluster: AddonCluster;
  readonly ipFamily: "ipv4" | "ipv6";
  readonly customNetworking?: CustomNetworking | undefined;
  readonly podTraffic?: PodTraffic;
  /** Whether machines outside AWS are nodes as well, which the Pod Identity agent has to be told. Default false. */
  readonly hybridNodes?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What every node needs to become ready: addresses for pods, service routing, and credentials. They are daemon sets, so
 * they are active without nodes, and the nodes wait for them. The VPC CNI has its rights by Pod Identity: it runs in the
 * host's network and so does the agent, so neither waits for the other's address; but once associated it cannot start
 * where the agent is missing, which is why the agent belongs to this group.
 * They stay when their resources are deleted, since no node can do without them and the cluster takes them along.
 * @see https://github.com/aws/amazon-vpc-cni-k8s/issues/3840
 */
export function networkAddons(name: string, args: NetworkAddonsArgs, parent: pulumi.Resource): readonly ManagedAddon[] {
  const { cluster, ipFamily, customNetworking, podTraffic, hybridNodes = false, roles, tags } = args;
  const shared = {
    cluster,
    preserve: true,
    roles,
    tags,
  };
  return [
    new ManagedAddon(
      `${name}-eks-pod-identity-agent`,
      {
        ...shared,
        addonName: "eks-pod-identity-agent",
        ...(hybridNodes && { configuration: { daemonsets: { hybrid: { create: true } } } }),
      },
      { parent },
    ),
    new ManagedAddon(
      `${name}-vpc-cni`,
      {
        ...shared,
        addonName: "vpc-cni",
        configuration: vpcCniConfiguration(customNetworking, podTraffic),
        identities: [vpcCniIdentity(cluster.location.partition, ipFamily)],
      },
      { parent },
    ),
    new ManagedAddon(`${name}-kube-proxy`, { ...shared, addonName: "kube-proxy" }, { parent }),
  ];
}
