import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Location } from "../arn";
import { insideCluster, type ClusterReference } from "../identity/cluster-reference";
import type { PolicyStatement } from "../identity/policy-document";
import { WorkloadIdentity } from "../identity/workload-identity";
import type { PlainOptions } from "../options";
import { addons, type AddonName } from "./addon-versions";
import { canonicalJson } from "./canonical-json";
import type { KubernetesMinor } from "./versions";
import type { RoleSettings } from "../identity/role";

/** A cluster that takes add-ons. */
export interface AddonCluster extends ClusterReference {
  readonly location: Location;
  readonly version: KubernetesMinor;
}

/** The AWS rights of one service account of an add-on. */
export interface AddonIdentity {
  readonly serviceAccount: string;
  /** Default `<cluster>-<add-on>`, and where an add-on has several identities `<cluster>-<service account>`. */
  readonly roleName?: string;
  readonly statements?: readonly PolicyStatement[];
  readonly managedPolicyNames?: readonly string[];
}

export interface ManagedAddonArgs {
  readonly cluster: AddonCluster;
  /** The version follows from it and from the cluster's. */
  readonly addonName: AddonName;
  /** Configuration values. The schema of the add-on's version refuses unknown keys, late. Outputs are welcome inside. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** One role per service account, by Pod Identity. */
  readonly identities?: readonly AddonIdentity[];
  /** Where it is not the add-on's usual one. Cannot be changed later. */
  readonly namespace?: string;
  /** Whether what the add-on installed stays in the cluster when the add-on is deleted. Default false. */
  readonly preserve?: boolean;
  /** Path and boundary of the roles. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * An EKS add-on with a pinned version, and the roles of its service accounts. EKS makes the associations together with
 * the add-on, so that no pod of it ever starts without credentials.
 * Idle cost: none of its own.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class ManagedAddon extends pulumi.ComponentResource {
  readonly addon: aws.eks.Addon;
  readonly identities: readonly WorkloadIdentity[];

  constructor(name: string, args: ManagedAddonArgs, opts: PlainOptions = {}) {
    const { dependsOn = [], ...rest } = opts;
    super("platform:cluster:ManagedAddon", name, intent(args), rest);
    this.identities = (args.identities ?? []).map((identity) => createIdentity(this, name, args, identity));
    const after = dependsOn instanceof Array ? dependsOn : [dependsOn];
    this.addon = createAddon(this, name, args, this.identities, after);
    this.registerOutputs({ addonVersion: addonVersion(args) });
  }
}

/** What a rule can judge while the configuration is still unknown as a whole: one unknown part makes all of it so. */
function intent(args: ManagedAddonArgs): pulumi.Inputs {
  return {
    clusterName: args.cluster.name,
    addonName: args.addonName,
    addonVersion: addonVersion(args),
    namespace: namespaceOf(args),
    configuration: args.configuration ?? {},
    identities: (args.identities ?? []).map(({ serviceAccount, statements = [], managedPolicyNames = [] }) => ({
      serviceAccount,
      statements,
      managedPolicyNames,
    })),
  };
}

function addonVersion({ addonName, cluster }: ManagedAddonArgs): string {
  return addons[addonName].versions[cluster.version];
}

function namespaceOf({ namespace, addonName }: ManagedAddonArgs): string {
  return namespace ?? addons[addonName].namespace;
}

function createIdentity(
  parent: ManagedAddon,
  name: string,
  args: ManagedAddonArgs,
  identity: AddonIdentity,
): WorkloadIdentity {
  const { cluster, addonName, identities = [] } = args;
  const suffix = identities.length > 1 ? identity.serviceAccount : addonName;
  return new WorkloadIdentity(
    identities.length > 1 ? `${name}-${identity.serviceAccount}` : name,
    {
      name: identity.roleName ?? `${cluster.name}-${suffix}`,
      location: cluster.location,
      cluster,
      namespace: namespaceOf(args),
      serviceAccount: identity.serviceAccount,
      statements: identity.statements ?? [],
      managedPolicyNames: identity.managedPolicyNames ?? [],
      associate: false,
      ...args.roles,
      tags: args.tags,
    },
    { parent },
  );
}

function createAddon(
  parent: ManagedAddon,
  name: string,
  args: ManagedAddonArgs,
  identities: readonly WorkloadIdentity[],
  after: readonly pulumi.Resource[],
): aws.eks.Addon {
  const { cluster, configuration } = args;
  return new aws.eks.Addon(
    name,
    {
      clusterName: cluster.name,
      addonName: args.addonName,
      addonVersion: addonVersion(args),
      ...(configuration === undefined
        ? {}
        : { configurationValues: pulumi.output(configuration).apply((values) => canonicalJson(values)) }),
      ...(args.namespace === undefined ? {} : { namespaceConfig: { namespace: args.namespace } }),
      podIdentityAssociations: identities.map(({ roleArn, serviceAccount }) => ({ roleArn, serviceAccount })),
      // Nothing of the kind is in the cluster before, since EKS installs no add-ons of its own here: a surprise must fail.
      resolveConflictsOnCreate: "NONE",
      // This program is the only source of the configuration: edits by hand are drift, and the next update resets them.
      resolveConflictsOnUpdate: "OVERWRITE",
      preserve: args.preserve ?? false,
      tags: { ...args.tags },
    },
    {
      parent,
      dependsOn: [cluster.resource, ...identities.flatMap(({ ready, role }) => [role, ...ready]), ...after],
      ...insideCluster(cluster),
      // One add-on of a name per cluster: a replacement cannot exist beside its predecessor.
      deleteBeforeReplace: true,
    },
  );
}
