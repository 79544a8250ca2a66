import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arn } from "../../arn";
import { role, type Role, type RoleSettings } from "../../identity/role";
import { serviceTrust } from "../../identity/trust";
import { nodeAccess, type AccessibleCluster } from "../node-access";
import { deregisterStatements, hybridNodeStatements, rolesAnywhereTrust } from "./hybrid-role";
import { hybridNodeConfig } from "./node-config";
import { createRolesAnywhere, trustAnchor, type CertificateAuthority } from "./roles-anywhere";

/** A cluster that machines outside AWS join. `Cluster` satisfies it. */
export interface HybridCluster extends AccessibleCluster {
  readonly arn: string;
  /** The group of the cluster's own nodes and pods, CoreDNS among them. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** Who gives machines their credentials: Systems Manager by an activation, or IAM Roles Anywhere by certificates. */
export type HybridCredentials =
  { readonly kind: "ssm" } | { readonly kind: "roles-anywhere"; readonly authority: CertificateAuthority };

export interface HybridNodesArgs {
  /** What physical names begin with, such as `platform-prod`. */
  readonly prefix: string;
  readonly cluster: HybridCluster;
  /** Ranges of the machines and of their pods, whose calls come from either. */
  readonly remoteCidrs: readonly string[];
  readonly credentials: HybridCredentials;
  /** Value of the machines' label `topology.kubernetes.io/zone`. */
  readonly zone: string;
  /** Further labels of the machines. Default none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Path and boundary of the role. Default neither. */
  readonly roles?: RoleSettings | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * What machines outside AWS need to join a cluster as hybrid nodes: a role, its access entry, the source of their credentials,
 * and a way to the cluster's DNS. The machines themselves are nobody's but their owner's.
 * Idle cost: none; each vCPU of a machine that has joined is billed by the hour.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-overview.html
 */
export class HybridNodes extends pulumi.ComponentResource {
  readonly role: Role;
  /** What `nodeadm init` is given on a machine, with blanks for what is the machine's own. */
  readonly nodeConfig: pulumi.Output<string>;
  /** What a machine has to wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: HybridNodesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:nodes:HybridNodes", name, intent(args), opts);
    const { cluster, credentials, tags } = args;
    const anchor =
      credentials.kind === "ssm" ? undefined : trustAnchor(name, args.prefix, credentials.authority, this, tags);
    this.role = createRole(this, name, args, anchor);
    const anywhere = anchor && createRolesAnywhere(name, args.prefix, { anchor, role: this.role }, this, tags);
    const access = nodeAccess(
      name,
      { cluster, roleArn: this.role.arn, role: this.role.resource, type: "HYBRID_LINUX", tags },
      this,
    );
    this.nodeConfig = describeNode(args, this.role, anchor, anywhere);
    this.ready = [...access, ...this.role.policies, ...(anywhere ? [anywhere] : []), ...openDns(this, name, args)];
    this.registerOutputs({ roleArn: this.role.arn });
  }
}

/** What a rule can judge while the trust anchor, and with it the trust, is not known. */
function intent({ cluster, credentials, remoteCidrs, zone }: HybridNodesArgs): pulumi.Inputs {
  return { clusterName: cluster.name, credentials: credentials.kind, remoteCidrs, zone };
}

function createRole(
  parent: HybridNodes,
  name: string,
  { prefix, cluster, roles, tags }: HybridNodesArgs,
  anchor: aws.rolesanywhere.TrustAnchor | undefined,
): Role {
  const { location } = cluster;
  const bySsm = anchor === undefined;
  return role(
    name,
    {
      name: `${prefix}-hybrid-nodes`,
      location,
      trust: bySsm
        ? serviceTrust("ssm.amazonaws.com", { location, sourceArn: arn(location, "ssm", "*") })
        : anchor.arn.apply(rolesAnywhereTrust),
      description: `Machines outside AWS join ${cluster.name} and pull images`,
      managedPolicyNames: ["AmazonEC2ContainerRegistryPullOnly", ...(bySsm ? ["AmazonSSMManagedInstanceCore"] : [])],
      statements: [...hybridNodeStatements(cluster.arn), ...(bySsm ? deregisterStatements(location, cluster.arn) : [])],
      // Longer than the sessions of the profile, as EKS asks for.
      maxSessionDurationSeconds: 7200,
      ...roles,
      tags,
    },
    parent,
  );
}

function describeNode(
  { cluster, zone, labels = {} }: HybridNodesArgs,
  { arn: roleArn }: Role,
  anchor: aws.rolesanywhere.TrustAnchor | undefined,
  profile: aws.rolesanywhere.Profile | undefined,
): pulumi.Output<string> {
  const shared = { clusterName: cluster.name, region: cluster.location.region, zone, labels };
  if (anchor === undefined || profile === undefined)
    return pulumi.output(hybridNodeConfig({ ...shared, credentials: { kind: "ssm" } }));
  return pulumi
    .all([anchor.arn, profile.arn])
    .apply(([trustAnchorArn, profileArn]) =>
      hybridNodeConfig({ ...shared, credentials: { kind: "roles-anywhere", trustAnchorArn, profileArn, roleArn } }),
    );
}

/**
 * Pods outside ask CoreDNS inside as long as none runs beside them. HTTPS to the API server is the cluster's own affair, and
 * what applications call each other by is theirs.
 */
function openDns(parent: HybridNodes, name: string, args: HybridNodesArgs): readonly pulumi.Resource[] {
  const { cluster, remoteCidrs, tags } = args;
  return [...new Set(remoteCidrs)].flatMap((cidr) =>
    (["tcp", "udp"] as const).map(
      (ipProtocol) =>
        new aws.vpc.SecurityGroupIngressRule(
          `${name}-dns-${ipProtocol}-${cidr.replaceAll(/[./]/g, "-")}`,
          {
            securityGroupId: cluster.securityGroupId,
            description: `DNS of the cluster from ${cidr}`,
            ...{ ipProtocol, fromPort: 53, toPort: 53, cidrIpv4: cidr },
            tags: { ...tags },
          },
          { parent },
        ),
    ),
  );
}
