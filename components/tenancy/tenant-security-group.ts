import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadCluster } from "./namespace/tenant-namespace";

/** Where pods of a security group of their own have to reach. */
export interface TenantSecurityGroupNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** The group of control plane and nodes, which CoreDNS answers in and probes come from. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
}

export interface SecurityGroupOpening {
  readonly cidr: string;
  readonly protocol: "tcp" | "udp";
  readonly fromPort: number;
  readonly toPort: number;
}

export interface TenantSecurityGroupArgs {
  readonly tenant: string;
  /** Name of the group, unique in the VPC. */
  readonly physicalName: string;
  readonly namespace: k8s.core.v1.Namespace;
  readonly namespaceName: string;
  readonly cluster: WorkloadCluster;
  readonly network: TenantSecurityGroupNetwork;
  /** Ranges that the pods may call and that may call them: the same as the network policies open. */
  readonly egress: readonly SecurityGroupOpening[];
  readonly ingress: readonly SecurityGroupOpening[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A security group of a tenant's own for every pod of its namespace, so that databases and the like can admit one tenant
 * and not the nodes that it shares with others. The VPC CNI must give pods interfaces of their own (`podSecurityGroups`
 * of the cluster), and nodes must be of instance types with trunk interfaces: no `t` family.
 * Idle cost: none.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
 */
export class TenantSecurityGroup extends pulumi.ComponentResource {
  readonly resource: aws.ec2.SecurityGroup;
  /** What pods wait for: one that starts earlier keeps the nodes' group for its life. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: TenantSecurityGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:tenancy:TenantSecurityGroup", name, { name: args.physicalName, tenant: args.tenant }, opts);
    this.resource = createGroup(this, name, args);
    const rules = [...createOwnRules(this, name, args), ...createDnsAnswers(this, name, args)];
    this.ready = [...rules, createPolicy(this, name, args, rules)];
    this.registerOutputs({ id: this.resource.id });
  }
}

function createGroup(parent: TenantSecurityGroup, name: string, args: TenantSecurityGroupArgs): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    name,
    {
      name: args.physicalName,
      description: `Pods of tenant ${args.tenant}`,
      vpcId: args.network.vpcId,
      tags: { ...args.tags, Name: args.physicalName },
    },
    // EKS gives interfaces of deleted pods back a minute later.
    { parent, deleteBeforeReplace: true, customTimeouts: { delete: "20m" } },
  );
}

/** Each other, probes and clients of the cluster in; each other, names and what is opened out. Network policies narrow it. */
function createOwnRules(parent: TenantSecurityGroup, name: string, args: TenantSecurityGroupArgs): pulumi.Resource[] {
  const { network, tags } = args;
  const securityGroupId = parent.resource.id;
  const own = securityGroupId;
  const everything = { ipProtocol: "-1" };
  const ingress = (noun: string, rule: Omit<aws.vpc.SecurityGroupIngressRuleArgs, "securityGroupId">) =>
    new aws.vpc.SecurityGroupIngressRule(`${name}.from-${noun}`, { securityGroupId, tags, ...rule }, { parent });
  const egress = (noun: string, rule: Omit<aws.vpc.SecurityGroupEgressRuleArgs, "securityGroupId">) =>
    new aws.vpc.SecurityGroupEgressRule(`${name}.to-${noun}`, { securityGroupId, tags, ...rule }, { parent });
  return [
    ingress("itself", { referencedSecurityGroupId: own, description: "Pods of the tenant", ...everything }),
    ingress("cluster", {
      referencedSecurityGroupId: network.clusterSecurityGroupId,
      description: "Probes, and pods that network policies let in",
      ...everything,
    }),
    egress("itself", { referencedSecurityGroupId: own, description: "Pods of the tenant", ...everything }),
    ...["tcp", "udp"].map((ipProtocol) =>
      egress(`dns-${ipProtocol}`, {
        referencedSecurityGroupId: network.clusterSecurityGroupId,
        description: "Names",
        ipProtocol,
        fromPort: 53,
        toPort: 53,
      }),
    ),
    ...once(args.ingress).map((opening) => ingress(nounOf(opening), ruleOf(opening))),
    ...once(args.egress).map((opening) => egress(nounOf(opening), ruleOf(opening))),
  ];
}

/** Openings of several network policies may be the same, and EC2 refuses a rule twice. */
function once(openings: readonly SecurityGroupOpening[]): readonly SecurityGroupOpening[] {
  return [...new Map(openings.map((opening) => [nounOf(opening), opening])).values()];
}

function nounOf({ cidr, protocol, fromPort, toPort }: SecurityGroupOpening): string {
  return `${cidr.replaceAll(":", "-")}-${protocol}-${String(fromPort)}-${String(toPort)}`;
}

function ruleOf({ cidr, protocol, fromPort, toPort }: SecurityGroupOpening) {
  // EC2 takes no apostrophe in the description of a rule.
  const description = "Opened by network policies of the tenant";
  const range = cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
  return { ...range, description, ipProtocol: protocol, fromPort, toPort };
}

/** CoreDNS runs under the cluster's group, which admits itself only. */
function createDnsAnswers(parent: TenantSecurityGroup, name: string, args: TenantSecurityGroupArgs): pulumi.Resource[] {
  return ["tcp", "udp"].map(
    (ipProtocol) =>
      new aws.vpc.SecurityGroupIngressRule(
        `${name}.answers-dns-${ipProtocol}`,
        {
          securityGroupId: args.network.clusterSecurityGroupId,
          referencedSecurityGroupId: parent.resource.id,
          description: `Names for pods of tenant ${args.tenant}`,
          ipProtocol,
          fromPort: 53,
          toPort: 53,
          tags: args.tags,
        },
        { parent },
      ),
  );
}

/** EKS brings the definition of this kind to every cluster. */
function createPolicy(
  parent: TenantSecurityGroup,
  name: string,
  { cluster, namespace, namespaceName }: TenantSecurityGroupArgs,
  rules: readonly pulumi.Resource[],
): k8s.apiextensions.CustomResource {
  return new k8s.apiextensions.CustomResource(
    name,
    {
      apiVersion: "vpcresources.k8s.aws/v1beta1",
      kind: "SecurityGroupPolicy",
      metadata: { name: "tenant", namespace: namespaceName },
      spec: { podSelector: {}, securityGroups: { groupIds: [parent.resource.id] } },
    },
    { parent, provider: cluster.kubernetes, deletedWith: cluster.resource, dependsOn: [namespace, ...rules] },
  );
}
