import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { accessEntry } from "../cluster/control-plane/access-entries";
import { ManagedNodeGroup } from "../nodes/managed/managed-node-group";
import { egressOpening, type EgressOpening } from "./namespace/egress";
import { ingressOpening, type IngressOpening } from "./namespace/network-policies";
import type { TenantArgs } from "./tenant-args";
import { monthlyBudget } from "../operations/monthly-budget";
import {
  costCenterLabel,
  nodePoolLabel,
  nodePoolScheduling,
  ownerLabel,
  tenantLabel,
  tenantNamespaceName,
  tenantTag,
} from "./tenant-labels";
import { TenantNamespace } from "./namespace/tenant-namespace";
import { tenantNodeGroup, tenantProblems } from "./tenant-problems";
import { createTenantRole, tenantGroup } from "./tenant-roles";
import { TenantSecurityGroup, type SecurityGroupOpening } from "./tenant-security-group";

/**
 * A team on a shared cluster: a closed namespace, those who may use it and as what, and where it asks for them nodes, a
 * security group and a budget of its own.
 * Idle cost: none, but for the nodes.
 * @throws when Kubernetes or AWS would refuse the settings, listing every problem.
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/tenant-isolation.html
 */
export class Tenant extends pulumi.ComponentResource {
  readonly name: string;
  readonly namespace: TenantNamespace;
  readonly nodes: ManagedNodeGroup | undefined;
  readonly securityGroup: aws.ec2.SecurityGroup | undefined;
  /** What its pods must state in order to run: nothing where it shares the platform's nodes. */
  readonly scheduling: ReturnType<typeof nodePoolScheduling> | undefined;
  /** What its workloads wait for. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TenantArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseBadSettings(args);
    super("platform:tenancy:Tenant", name, describe(args), opts);
    this.name = args.name;
    this.scheduling = args.nodes === undefined ? undefined : nodePoolScheduling(args.name);
    this.namespace = createNamespace(this, name, args);
    createAccess(this, name, args, this.namespace);
    this.nodes = createNodes(this, name, args);
    const securityGroup = createSecurityGroup(this, name, args, this.namespace);
    this.securityGroup = securityGroup?.resource;
    createBudget(this, name, args);
    this.ready = [
      ...this.namespace.ready,
      ...(this.nodes === undefined ? [] : [this.nodes.resource]),
      ...(securityGroup?.ready ?? []),
    ];
    this.registerOutputs({ namespace: this.namespace.name });
  }
}

function refuseBadSettings(args: TenantArgs): void {
  const problems = tenantProblems(args, args.cluster.ipFamily);
  if (problems.length > 0)
    throw new Error(
      `Tenant "${args.name}":\n${problems.map(({ path, message }) => `- ${path.join(".")}: ${message}`).join("\n")}`,
    );
}

/** What a reader of a plan asks first. */
function describe({ name, podSecurity, access = [], nodes, securityGroup, budget }: TenantArgs): pulumi.Inputs {
  return {
    name,
    podSecurity: podSecurity?.enforce ?? "restricted",
    access: access.map(({ principalArn, role, policies = [] }) => ({ principalArn, role: role ?? "none", policies })),
    ownNodes: nodes !== undefined,
    ownSecurityGroup: securityGroup ?? false,
    monthlyBudgetUsd: budget?.monthlyUsd ?? 0,
  };
}

/** Tags of what a tenant causes in AWS, beside those of the platform or instead of them. */
function tagsOf({ name, owner, costCenter }: TenantArgs): Readonly<Record<string, string>> {
  return {
    [tenantTag]: name,
    ...(owner === undefined ? {} : { owner }),
    ...(costCenter === undefined ? {} : { "cost-center": costCenter }),
  };
}

function createNamespace(parent: Tenant, name: string, args: TenantArgs): TenantNamespace {
  const { podSecurity, quota, containerDefaults, serviceAccounts, egress = [], ingress = [] } = args;
  return new TenantNamespace(
    name,
    {
      name: tenantNamespaceName(args.name),
      cluster: args.cluster,
      after: args.admission,
      labels: {
        [tenantLabel]: args.name,
        ...(args.nodes === undefined ? {} : { [nodePoolLabel]: args.name }),
        ...(args.owner === undefined ? {} : { [ownerLabel]: args.owner }),
        ...(args.costCenter === undefined ? {} : { [costCenterLabel]: args.costCenter }),
      },
      networkPolicies: [...egress.map(egressOpening), ...ingress.map(ingressOpening)],
      ...(podSecurity && { podSecurity }),
      ...(quota && { quota }),
      ...(containerDefaults && { containerDefaults }),
      ...(serviceAccounts && { serviceAccounts }),
    },
    { parent },
  );
}

/** The roles that somebody has, bound to the groups that the entries of these people name. */
function createAccess(parent: Tenant, name: string, args: TenantArgs, namespace: TenantNamespace): void {
  const { cluster, access = [] } = args;
  const tags = tagsOf(args);
  const options = {
    parent,
    provider: cluster.kubernetes,
    deletedWith: cluster.resource,
    dependsOn: [namespace.resource],
  };
  for (const role of new Set(access.flatMap((entry) => entry.role ?? [])))
    createTenantRole(`${name}.${role}`, { tenant: args.name, namespace: namespace.name, role }, options);
  for (const { principalArn, role, policies = [] } of access)
    accessEntry(
      `${name}.${roleNameOf(principalArn)}`,
      {
        name: args.name,
        principalArn,
        kubernetesGroups: role === undefined ? [] : [tenantGroup(args.name, role)],
        policies: policies.map((policy) => ({ policy, namespaces: [namespace.name] })),
      },
      { name: cluster.name, partition: cluster.location.partition, resource: cluster.resource, tags },
      parent,
    );
}

/** Account and name: a tenant may let in roles of one name from several accounts. */
function roleNameOf(principalArn: string): string {
  const [, , , , account = "", role = ""] = principalArn.split(":");
  return `${account}/${role.replace(/^role\//, "")}`;
}

function createNodes(parent: Tenant, name: string, args: TenantArgs): ManagedNodeGroup | undefined {
  const { cluster, prefix, nodes, nodesPlace } = args;
  if (nodes === undefined) return undefined;
  if (nodesPlace === undefined) {
    throw new Error(
      `Tenant "${args.name}" has nodes of its own, and the cluster has a place for none; leave them out.`,
    );
  }
  return new ManagedNodeGroup(
    name,
    {
      ...nodesPlace,
      prefix,
      cluster,
      settings: tenantNodeGroup(args.name, nodes),
      tags: { ...args.tags, ...tagsOf(args) },
    },
    { parent },
  );
}

function createSecurityGroup(
  parent: Tenant,
  name: string,
  args: TenantArgs,
  namespace: TenantNamespace,
): TenantSecurityGroup | undefined {
  if (args.securityGroup !== true) return undefined;
  return new TenantSecurityGroup(
    name,
    {
      tenant: args.name,
      physicalName: `${args.prefix}-${tenantNamespaceName(args.name)}`,
      namespace: namespace.resource,
      namespaceName: namespace.name,
      cluster: args.cluster,
      network: args.securityGroupNetwork,
      egress: (args.egress ?? []).flatMap(outwards),
      ingress: (args.ingress ?? []).flatMap(inwards),
      // Load balancers may be let in by what makes them, as in the group of the nodes.
      tags: { ...tagsOf(args), [`kubernetes.io/cluster/${args.cluster.name}`]: "owned" },
    },
    { parent },
  );
}

function outwards({ cidrs, ports }: EgressOpening): readonly SecurityGroupOpening[] {
  return cidrs.flatMap((cidr) =>
    ports.map(({ port, endPort = port, protocol = "TCP" }) => ({
      cidr,
      protocol: protocol === "TCP" ? ("tcp" as const) : ("udp" as const),
      fromPort: port,
      toPort: endPort,
    })),
  );
}

/** A port by name may be any number: the network policy, which sees the pods, narrows it. */
function inwards({ clientCidrs = [], port }: IngressOpening): readonly SecurityGroupOpening[] {
  const [fromPort, toPort] = typeof port === "number" ? [port, port] : [1, 65535];
  return clientCidrs.map((cidr) => ({ cidr, protocol: "tcp", fromPort, toPort }));
}

function createBudget(parent: Tenant, name: string, args: TenantArgs): void {
  if (args.budget === undefined) return;
  monthlyBudget(
    name,
    {
      name: `${args.prefix}-${tenantNamespaceName(args.name)}`,
      monthlyUsd: args.budget.monthlyUsd,
      tag: { key: tenantTag, value: args.name },
      subscribers: { emails: args.budget.emails },
      tags: tagsOf(args),
    },
    { parent },
  );
}
