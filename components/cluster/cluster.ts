import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { arn, type Location } from "../arn";
import type { CustomerKey } from "../encryption/customer-key";
import type { Role } from "../identity/role";
import { defaultServiceCidr, type ClusterArgs } from "./cluster-args";
import { accessEntry } from "./control-plane/access-entries";
import { checkCluster } from "./control-plane/checks";
import { clusterRole } from "./control-plane/cluster-role";
import { controlPlane } from "./control-plane/control-plane";
import { controlPlaneLogGroup, secretsKey } from "./control-plane/encryption";
import { controlPlaneSecurityGroup } from "./control-plane/security-group";
import { kubeconfig } from "./kubeconfig";
import type { AddonCluster } from "./managed-addon";
import { networkAddons } from "./network-addons";
import { defaultKubernetesMinor, type KubernetesMinor } from "./versions";

/**
 * An EKS cluster without nodes: control plane with encrypted secrets and logs, access by access entries only, an OpenID
 * Connect provider, the add-ons that nodes wait for, and a Kubernetes provider.
 * Idle cost: 0.10 US dollars an hour, six times that in extended support, and two keys at one US dollar a month each.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/clusters.html
 */
export class Cluster extends pulumi.ComponentResource implements AddonCluster {
  readonly name: string;
  /** Composed, so that policies which name the cluster are known at preview. */
  readonly arn: string;
  readonly location: Location;
  readonly version: KubernetesMinor;
  readonly ipFamily: "ipv4" | "ipv6";
  /** IPv4 range of services. Undefined in IPv6 clusters, where EKS chooses the range. */
  readonly serviceCidr: string | undefined;
  /** Whether EKS runs nodes, network, volumes and load balancers itself. */
  readonly autoMode: boolean;
  /** Range of services, of the cluster's address family. Known at preview in IPv4 clusters. */
  readonly serviceRange: pulumi.Output<string>;
  /** Whether the API server can be reached from inside the VPC and networks connected to it only. */
  readonly privateOnly: boolean;
  readonly resource: aws.eks.Cluster;
  readonly role: Role;
  readonly endpoint: pulumi.Output<string>;
  /** Base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** The security group that EKS makes for control plane, nodes and pods: everything within it is open. */
  readonly securityGroupId: pulumi.Output<string>;
  readonly vpcId: pulumi.Output<string>;
  /** The security groups of nodes. They go into every launch template and node class. */
  readonly nodeSecurityGroupIds: readonly pulumi.Output<string>[];
  readonly issuer: pulumi.Output<string>;
  readonly oidcProviderArn: pulumi.Output<string>;
  readonly secretsKey: CustomerKey;
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** For people and programs, secret although it holds no credential. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Waits for the deployer's access and for the network add-ons, after which both access and endpoint answer. */
  readonly kubernetes: k8s.Provider;
  /** What every node waits for, and leaves before: the cluster and its network add-ons. */
  readonly beforeNodes: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    checkCluster(args);
    super("platform:cluster:Cluster", name, intent(args), opts);
    this.name = args.name;
    this.location = args.location;
    this.arn = clusterArn(args);
    this.version = args.version ?? defaultKubernetesMinor;
    this.ipFamily = args.ipFamily ?? "ipv4";
    this.serviceCidr = this.ipFamily === "ipv4" ? (args.serviceCidr ?? defaultServiceCidr) : undefined;
    this.autoMode = isAutoMode(args);
    this.privateOnly = args.publicAccessCidrs === undefined;

    this.role = createRole(this, name, args);
    this.secretsKey = secretsKey(name, args, this);
    this.logGroup = controlPlaneLogGroup(name, args, this);
    this.resource = createControlPlane(this, name, args);

    this.endpoint = this.resource.endpoint;
    this.certificateAuthority = this.resource.certificateAuthority.apply(({ data }) => data ?? "");
    this.serviceRange =
      this.serviceCidr === undefined
        ? this.resource.kubernetesNetworkConfig.serviceIpv6Cidr
        : pulumi.output(this.serviceCidr);
    this.vpcId = this.resource.vpcConfig.vpcId;
    this.securityGroupId = this.resource.vpcConfig.apply((vpc) => vpc.clusterSecurityGroupId);
    this.nodeSecurityGroupIds = [this.securityGroupId];
    this.issuer = this.resource.identities.apply((identities) => issuerOf(args.name, identities));
    this.oidcProviderArn = createOidcProvider(this, name, args).arn;

    const deployerAccess = createAccess(this, name, args);
    const addons = createNetworkAddons(this, name, args);
    this.beforeNodes = [this.resource, ...addons];
    this.kubeconfig = createKubeconfig(this, args);
    this.kubernetes = createProvider(this, name, [...deployerAccess, ...addons]);
    this.registerOutputs({ name: this.name, arn: this.arn, version: this.version, endpoint: this.endpoint });
  }
}

function clusterArn({ location, name }: ClusterArgs): string {
  return arn(location, "eks", `cluster/${name}`);
}

/** What of the cluster a reader of a plan asks first, known at preview. */
function intent(args: ClusterArgs): pulumi.Inputs {
  return {
    name: args.name,
    arn: clusterArn(args),
    version: args.version ?? defaultKubernetesMinor,
    ipFamily: args.ipFamily ?? "ipv4",
    publicAccessCidrs: args.publicAccessCidrs ?? [],
    deployerPrincipalArn: args.deployerPrincipalArn,
    autoMode: isAutoMode(args),
  };
}

function isAutoMode({ autoMode }: ClusterArgs): boolean {
  return autoMode !== undefined && autoMode !== false;
}

function createRole(parent: Cluster, name: string, args: ClusterArgs): Role {
  return clusterRole(
    name,
    {
      clusterName: args.name,
      clusterArn: parent.arn,
      location: args.location,
      // Where it is switched off, EKS needs the same rights to take away what it has made.
      autoMode: args.autoMode !== undefined,
      podSecurityGroups: args.podTraffic?.podSecurityGroups ?? false,
      roles: args.roles,
      tags: args.tags,
    },
    parent,
  );
}

function createControlPlane(parent: Cluster, name: string, args: ClusterArgs): aws.eks.Cluster {
  const { role, secretsKey, logGroup } = parent;
  const clients = controlPlaneSecurityGroup(name, args, parent);
  const nodeRole = args.autoMode === undefined || args.autoMode === false ? undefined : args.autoMode.nodeRole;
  return controlPlane(
    name,
    args,
    {
      role,
      secretsKeyArn: secretsKey.arn,
      securityGroupIds: clients === undefined ? [] : [clients.group.id],
      first: [role.resource, ...role.policies, logGroup, ...(clients?.rules ?? []), ...(nodeRole?.ready ?? [])],
    },
    parent,
  );
}

function issuerOf(name: string, identities: aws.types.output.eks.ClusterIdentity[]): string {
  const issuer = identities[0]?.oidcs?.[0]?.issuer;
  if (issuer === undefined) throw new Error(`Cluster "${name}" reports no OpenID Connect issuer; refresh the stack.`);
  return issuer;
}

function createOidcProvider(parent: Cluster, name: string, { name: clusterName, tags }: ClusterArgs) {
  return new aws.iam.OpenIdConnectProvider(
    name,
    { url: parent.issuer, clientIdLists: ["sts.amazonaws.com"], tags: { Name: clusterName, ...tags } },
    { parent },
  );
}

/** Lets everybody in who is named, and returns what the deployer's own access takes. */
function createAccess(parent: Cluster, name: string, args: ClusterArgs): readonly pulumi.Resource[] {
  const cluster = {
    name: args.name,
    partition: args.location.partition,
    resource: parent.resource,
    tags: args.tags,
  };
  for (const entry of args.accessEntries ?? []) accessEntry(`${name}-${entry.name}`, entry, cluster, parent);
  return accessEntry(
    `${name}-deployer`,
    {
      name: "deployer",
      principalArn: args.deployerPrincipalArn,
      policies: [{ policy: "AmazonEKSClusterAdminPolicy" }],
    },
    cluster,
    parent,
  );
}

function createNetworkAddons(parent: Cluster, name: string, args: ClusterArgs): readonly pulumi.Resource[] {
  const { autoMode = false, networkAddons: wanted = autoMode === false, network } = args;
  if (!wanted) return [];
  const addons = networkAddons(
    name,
    {
      cluster: parent,
      ipFamily: parent.ipFamily,
      podTraffic: args.podTraffic ?? {},
      hybridNodes: args.remoteNetworks !== undefined,
      ...(network.podSubnets.length === 0
        ? {}
        : {
            customNetworking: {
              region: args.location.region,
              subnets: network.podSubnets,
              securityGroupIds: parent.nodeSecurityGroupIds,
            },
          }),
      roles: args.roles,
      tags: args.tags,
    },
    parent,
  );
  return addons.map(({ addon }) => addon);
}

function createKubeconfig(parent: Cluster, { name, location, kubeconfigRoleArn }: ClusterArgs): pulumi.Output<string> {
  return pulumi.secret(
    pulumi.all([parent.endpoint, parent.certificateAuthority]).apply(([endpoint, certificateAuthority]) =>
      kubeconfig({
        clusterName: name,
        region: location.region,
        endpoint,
        certificateAuthority,
        roleArn: kubeconfigRoleArn,
      }),
    ),
  );
}

function createProvider(parent: Cluster, name: string, dependsOn: readonly pulumi.Resource[]): k8s.Provider {
  return new k8s.Provider(
    name,
    {
      kubeconfig: parent.kubeconfig,
      // Without it a changed endpoint or certificate may replace the provider, and with it every object.
      clusterIdentifier: parent.arn,
      enableServerSideApply: true,
    },
    { parent, dependsOn: [...dependsOn] },
  );
}
