import type { Config } from "../../infra/config";
import type { AnywhereSettings } from "../../infra/config/anywhere";
import { anywherePodCidr } from "../../infra/config/relations/anywhere";
import { defaultServiceCidr } from "../../components/cluster/cluster-args";
import { apiVersion, machines, type KubernetesObject } from "./machines";

/** A group of machines that pods run on. */
interface WorkerGroup {
  readonly name: string;
  readonly count: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly KubernetesTaint[];
}

interface KubernetesTaint {
  readonly key: string;
  readonly value?: string | undefined;
  readonly effect: string;
}

/** What of a stack's configuration a cluster outside AWS shares. */
export type SharedConfig = Pick<Config, "cluster" | "nodes" | "access">;

/**
 * The objects that `eksctl anywhere create cluster` takes, for a cluster that is like the stack's own: the same Kubernetes minor
 * and range of services, the same identity provider, and workers with the labels and taints of the stack's groups.
 * @see https://anywhere.eks.amazonaws.com/docs/getting-started/optional/
 */
export function anywhereSpecification(config: SharedConfig, anywhere: AnywhereSettings): readonly KubernetesObject[] {
  const { cluster, access } = config;
  const workers = workerGroups(config, anywhere);
  const { datacenter, controlPlane, ofGroup, objects } = machines(
    anywhere,
    workers.map(({ name }) => name),
  );
  const [provider] = access.identityProviders;
  const spec = {
    kubernetesVersion: cluster.kubernetesVersion,
    eksaVersion: anywhere.release,
    managementCluster: { name: anywhere.name },
    controlPlaneConfiguration: {
      count: anywhere.controlPlane.count,
      endpoint: { host: anywhere.controlPlane.host },
      machineGroupRef: controlPlane,
    },
    workerNodeGroupConfigurations: workers.map(({ name, count, labels, taints }) => ({
      ...{ name, count, machineGroupRef: ofGroup(name), labels },
      ...(taints.length > 0 && { taints }),
    })),
    datacenterRef: datacenter,
    clusterNetwork: {
      cniConfig: { cilium: {} },
      pods: { cidrBlocks: [anywherePodCidr({ anywhere, cluster })] },
      services: { cidrBlocks: [cluster.serviceCidr ?? defaultServiceCidr] },
    },
    ...(provider && { identityProviderRefs: [{ kind: "OIDCConfig", name: provider.name }] }),
    ...(anywhere.serviceAccountIssuer !== undefined && {
      podIamConfig: { serviceAccountIssuer: anywhere.serviceAccountIssuer },
    }),
  };
  return [
    { apiVersion, kind: "Cluster", metadata: { name: anywhere.name }, spec },
    ...objects,
    ...(provider ? [identityProvider(provider)] : []),
  ];
}

function workerGroups({ nodes }: SharedConfig, { workers }: AnywhereSettings): readonly WorkerGroup[] {
  const counts = workers ?? nodes.groups.map(({ name, minSize }) => ({ group: name, count: Math.max(minSize, 1) }));
  return counts.flatMap(({ group, count }) =>
    nodes.groups
      .filter(({ name }) => name === group)
      .map(({ name, labels, taints }) => ({
        ...{ name, count, labels },
        taints: taints.map(({ key, value, effect }) => ({
          key,
          ...(value !== undefined && { value }),
          effect: effects[effect],
        })),
      })),
  );
}

/** EKS has names of its own for what Kubernetes calls otherwise. */
const effects = { NO_SCHEDULE: "NoSchedule", NO_EXECUTE: "NoExecute", PREFER_NO_SCHEDULE: "PreferNoSchedule" } as const;

function identityProvider(provider: Config["access"]["identityProviders"][number]): KubernetesObject {
  const { name, issuerUrl, clientId, usernameClaim, groupsClaim, requiredClaims = {} } = provider;
  const claims = Object.entries(requiredClaims).map(([claim, value]) => ({ claim, value }));
  return {
    apiVersion,
    kind: "OIDCConfig",
    metadata: { name },
    spec: {
      ...{ issuerUrl, clientId, usernameClaim, groupsClaim },
      // The same names in both clusters, so that bindings can be copied.
      usernamePrefix: provider.usernamePrefix ?? `${name}:`,
      groupsPrefix: provider.groupsPrefix ?? `${name}:`,
      ...(claims.length > 0 && { requiredClaims: claims }),
    },
  };
}
