import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import type { ClusterReference } from "../identity/cluster-reference";
import type { PolicyStatement } from "../identity/policy-document";
import type { RoleSettings } from "../identity/role";
import { WorkloadIdentity } from "../identity/workload-identity";
import type { PlainOptions } from "../options";
import { charts, type ChartName } from "./chart-versions";

/** A cluster that takes charts. */
export interface ChartCluster extends ClusterReference {
  readonly location: Location;
  readonly kubernetes: k8s.Provider;
}

/** The AWS rights of one service account that a chart makes. */
export interface ChartIdentity {
  /** Name that the chart gives to the account. */
  readonly serviceAccount: string;
  /** Default `<cluster>-<service account>`. */
  readonly roleName?: string;
  readonly statements: readonly PolicyStatement[];
}

export interface ChartReleaseArgs {
  readonly cluster: ChartCluster;
  /** The version follows from it. */
  readonly chart: ChartName;
  /** Name of the release, on which names of its objects are built. Default the chart's. */
  readonly releaseName?: string;
  /** Default the chart's usual one. It has to exist. */
  readonly namespace?: string;
  /** What differs from the chart's own values. Outputs are welcome inside. */
  readonly values: Readonly<Record<string, unknown>>;
  /** One role per service account, by Pod Identity. */
  readonly identities?: readonly ChartIdentity[];
  /**
   * Whether its controller makes things in AWS. Then it is uninstalled before the cluster goes, after everything that
   * depends on it, so that it can clean up; else it vanishes with the cluster.
   */
  readonly makesAwsResources: boolean;
  /** In seconds, until all of its pods have to be ready. Default 600. */
  readonly timeoutInSeconds?: number;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * A controller from its Helm chart, with a pinned version, and the AWS rights of its service accounts. The associations
 * come before the chart, since a pod that starts before its association never gets credentials.
 * Idle cost: none of its own.
 * @see https://www.pulumi.com/registry/packages/kubernetes/api-docs/helm/v3/release/
 */
export class ChartRelease extends pulumi.ComponentResource {
  /** Ready when its pods are: webhooks answer, resource definitions are there. */
  readonly release: k8s.helm.v3.Release;
  readonly identities: readonly WorkloadIdentity[];

  constructor(name: string, args: ChartReleaseArgs, opts: PlainOptions = {}) {
    const { dependsOn = [], ...rest } = opts;
    const { chart, cluster } = args;
    super(
      "platform:charts:ChartRelease",
      name,
      { clusterName: cluster.name, chart, version: charts[chart].version, namespace: namespaceOf(args) },
      rest,
    );
    this.identities = (args.identities ?? []).map((identity) => createIdentity(this, args, identity));
    this.release = createRelease(this, name, args, [
      ...this.identities.flatMap(({ role, ready }) => [role, ...ready]),
      ...(dependsOn instanceof Array ? dependsOn : [dependsOn]),
    ]);
    this.registerOutputs({ version: charts[chart].version });
  }
}

function namespaceOf({ namespace, chart }: ChartReleaseArgs): string {
  return namespace ?? charts[chart].namespace;
}

function createIdentity(parent: ChartRelease, args: ChartReleaseArgs, identity: ChartIdentity): WorkloadIdentity {
  const { cluster } = args;
  const { serviceAccount, statements } = identity;
  const name = identity.roleName ?? `${cluster.name}-${serviceAccount}`;
  return new WorkloadIdentity(
    serviceAccount,
    {
      name,
      location: cluster.location,
      cluster,
      namespace: namespaceOf(args),
      serviceAccount,
      statements,
      ...args.roles,
      tags: args.tags,
    },
    { parent },
  );
}

function createRelease(
  parent: ChartRelease,
  name: string,
  args: ChartReleaseArgs,
  dependsOn: pulumi.Resource[],
): k8s.helm.v3.Release {
  const { cluster, chart, values, makesAwsResources, releaseName = chart, timeoutInSeconds = 600 } = args;
  const { repository, version } = charts[chart];
  const source = repository.startsWith("oci://")
    ? { chart: repository }
    : { chart, repositoryOpts: { repo: repository } };
  return new k8s.helm.v3.Release(
    name,
    {
      ...source,
      version,
      // Without a name the release gets random characters, and its service accounts miss their associations.
      name: releaseName,
      namespace: namespaceOf(args),
      values,
      // A release that does not come up is taken back whole, so that the next attempt starts from the last that did.
      atomic: true,
      cleanupOnFail: true,
      timeout: timeoutInSeconds,
      // Each revision is a Secret in the namespace.
      maxHistory: 5,
    },
    {
      parent,
      provider: cluster.kubernetes,
      dependsOn: [cluster.resource, ...dependsOn],
      ...(makesAwsResources ? {} : { deletedWith: cluster.resource }),
    },
  );
}
