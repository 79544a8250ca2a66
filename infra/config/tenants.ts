import { z } from "zod";
import {
  podSecurityLevels,
  tenantProblems,
  tenantRoles,
  type TenantNodes,
  type TenantProblem,
  type TenantSettings,
} from "../../components/tenancy";
import { defaultQuota, quantityProblem, usualContainer } from "../../components/tenancy/namespace/bounds";
import { given } from "../given";
import { accessPolicies } from "./access";
import { checked, type Report } from "./schema/checked";
import { partName, roleArn, textLike } from "./schema/fields";
import { groupFields, nodeGroupSettings } from "./nodes";
import { cidr } from "./schema/ranges";

const labelValue = (example: string): z.ZodString =>
  textLike(
    /^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
    "a label value of 1 to 63 letters, digits, hyphens, underscores and dots",
    example,
  ).meta({ examples: [example] });

const labelKey = textLike(
  /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
  "a label key",
  "app.kubernetes.io/name",
);

/** A field of the bounds, refused by itself, so that its mistake shows beside those of other fields. */
const quantity = (field: keyof typeof defaultQuota, usual: string, description: string): z.ZodDefault<z.ZodString> =>
  z
    .string()
    .superRefine((text, context) => {
      const problem = quantityProblem(field, text);
      if (problem !== undefined) context.addIssue(problem);
    })
    .default(usual)
    .describe(`${description}, as a Kubernetes quantity.`);

const quotaSchema = z
  .strictObject({
    requestsCpu: quantity("requestsCpu", defaultQuota.requestsCpu, "CPU that its pods may request together"),
    requestsMemory: quantity("requestsMemory", defaultQuota.requestsMemory, "Memory that they may request"),
    limitsMemory: quantity("limitsMemory", defaultQuota.limitsMemory, "Memory that they may use"),
    requestsStorage: quantity("requestsStorage", defaultQuota.requestsStorage, "Persistent volumes of all claims"),
    pods: z.int().min(0).default(Number(defaultQuota.pods)).describe("Pods."),
    loadBalancers: z
      .int()
      .min(0)
      .default(Number(defaultQuota.loadBalancers))
      .describe("Services that make load balancers. Other traffic comes in through an ingress."),
  })
  .describe("The most that the tenant may use.");

const containerSchema = z
  .strictObject({
    requestsCpu: quantity("requestsCpu", usualContainer.requestsCpu, "CPU it requests"),
    requestsMemory: quantity("requestsMemory", usualContainer.requestsMemory, "Memory it requests"),
    limitsMemory: quantity("limitsMemory", usualContainer.limitsMemory, "Memory it may use"),
  })
  .describe("What a container gets that says nothing itself.");

const port = z.int().min(1).max(65535);

const egressSchema = z.strictObject({
  name: partName(63, "allow-https").describe("Name of the network policy."),
  cidrs: z
    .array(cidr("0.0.0.0/0"))
    .min(1)
    .describe(
      "Ranges that may be called, of the cluster's address family. The instance metadata service stays closed.",
    ),
  except: z.array(cidr("10.0.0.0/16")).default([]).describe("Ranges within those that stay closed, such as the VPC's."),
  ports: z
    .array(
      z.strictObject({
        port: port.describe("Port."),
        endPort: port.optional().describe("Last port of a range that begins at port."),
        protocol: z.enum(["TCP", "UDP"]).default("TCP").describe("Protocol."),
      }),
    )
    .min(1)
    .describe("Ports that may be called there, at most 24 of them or ranges."),
});

const ingressSchema = z.strictObject({
  name: partName(63, "allow-web").describe("Name of the network policy."),
  labels: z.record(labelKey, labelValue("web")).describe("Labels of the pods that are reached; {} for all of them."),
  port: port.describe("TCP port of the pods."),
  namespaces: z.array(partName(63, "tenant-blog")).default([]).describe("Namespaces whose pods may call."),
  cidrs: z.array(cidr("10.0.0.0/18")).default([]).describe("Ranges that may call, such as subnets of load balancers."),
});

const accessSchema = z.strictObject({
  roleArn: roleArn().describe("IAM role that is let in, with its path. A cluster knows each role once."),
  role: z
    .enum(tenantRoles)
    .optional()
    .describe("What it is in the namespace. Neither reads secrets, opens shells or changes network policies."),
  policies: z
    .array(z.enum(accessPolicies).exclude(["AmazonEKSClusterAdminPolicy", "AmazonEKSSecretReaderPolicy"]))
    .default([])
    .describe(
      "Access policies of EKS, which hold in the namespace. All but the view policy can do what the roles can't.",
    ),
});

const nodesSchema = groupFields
  .pick({
    ...{ instanceTypes: true, capacity: true, os: true, variant: true, minSize: true, maxSize: true },
    ...{ desiredSize: true, volumeSizeGiB: true },
  })
  .describe(
    "Nodes that run the pods of this tenant and nobody else's. It shares the platform's where they are left out.",
  );

const budgetSchema = z
  .strictObject({
    monthlyUsd: z.number().positive().max(1_000_000_000).describe("US dollars a month."),
    emails: z
      .array(textLike(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "an e-mail address", "shop@example.com"))
      .min(1)
      .max(10)
      .describe("Addresses that AWS writes to at 80 and 100 percent, and when it foresees more."),
  })
  .describe("What AWS resources with the tag `tenant` may cost: its nodes, and what other stacks tag so.");

const tenantFields = z.strictObject({
  name: partName(40, "shop").describe("Name of the tenant. Its namespace is `tenant-<name>`."),
  owner: labelValue("shop-team").optional().describe("Team that answers for it. That of the platform if left out."),
  costCenter: labelValue("cc-2000").optional().describe("Who pays. That of the platform if left out."),
  podSecurity: z
    .strictObject({
      enforce: z.enum(podSecurityLevels).default("restricted").describe("Level that pods are refused under."),
      warn: z.enum(podSecurityLevels).default("restricted").describe("Level that is warned of and audited."),
    })
    .prefault({})
    .describe("Pod Security Standard of its pods. The policies demand restricted."),
  quota: quotaSchema.prefault({}),
  containerDefaults: containerSchema.prefault({}),
  serviceAccounts: z
    .array(partName(63, "app"))
    .default(["app"])
    .describe("Service accounts, none with a token of the API server in its pods."),
  egress: z
    .array(egressSchema)
    .default([])
    .describe("What its pods may call beside names, credentials and each other."),
  ingress: z.array(ingressSchema).default([]).describe("Who may call its pods beside each other."),
  access: z.array(accessSchema).default([]).describe("Who may use the namespace."),
  nodes: nodesSchema.optional(),
  budget: budgetSchema.optional(),
  securityGroup: z
    .boolean()
    .default(false)
    .describe("Whether its pods have a security group of their own. Their nodes must not be of a t family."),
});

type Fields = z.output<typeof tenantFields>;

/** A tenant of this name has no mistake but the ones that are looked for. */
const only = (settings: Partial<TenantSettings>): readonly TenantProblem[] =>
  tenantProblems({ name: "x", ...settings });

const all =
  (problems: (tenant: Fields) => readonly TenantProblem[]) =>
  (tenant: Fields, report: Report): void => {
    for (const { path, message } of problems(tenant)) report(path, message);
  };

const tenantSchema = checked(
  tenantFields,
  {
    reads: ["quota", "containerDefaults"],
    check: all(({ quota, containerDefaults }) => only({ quota: quotaOf(quota), containerDefaults })),
  },
  { reads: ["serviceAccounts"], check: all(({ serviceAccounts }) => only({ serviceAccounts })) },
  {
    reads: ["egress", "ingress"],
    check: all(({ egress, ingress }) => only({ egress: egress.map(egressOf), ingress: ingress.map(ingressOf) })),
  },
  { reads: ["access"], check: all(({ access }) => only({ access: access.map(accessOf) })) },
  { reads: ["nodes"], check: all(({ nodes }) => only(given({ nodes: nodes && nodesOf(nodes) }))) },
);

/** The teams that share the cluster. */
export const tenantsSchema = z
  .array(tenantSchema)
  .describe(
    "The teams that share the cluster: a list, or the path of a YAML file with the list, since a stack file cannot hold more than some hundred (docs/tenancy.md).",
  );

/** A tenant as the component takes it. */
export function tenantSettings(tenant: Fields): TenantSettings {
  const { name, podSecurity, containerDefaults, serviceAccounts, securityGroup, owner, costCenter, budget } = tenant;
  return {
    ...{ name, podSecurity, containerDefaults, serviceAccounts, securityGroup },
    quota: quotaOf(tenant.quota),
    egress: tenant.egress.map(egressOf),
    ingress: tenant.ingress.map(ingressOf),
    access: tenant.access.map(accessOf),
    ...given({ owner, costCenter, budget, nodes: tenant.nodes && nodesOf(tenant.nodes) }),
  };
}

function quotaOf({ pods, loadBalancers, ...quantities }: Fields["quota"]): NonNullable<TenantSettings["quota"]> {
  return { ...quantities, pods: String(pods), loadBalancers: String(loadBalancers) };
}

function egressOf({ ports, ...opening }: Fields["egress"][number]): NonNullable<TenantSettings["egress"]>[number] {
  return { ...opening, ports: ports.map(({ endPort, ...rest }) => ({ ...rest, ...given({ endPort }) })) };
}

function ingressOf({ namespaces, cidrs, ...opening }: Fields["ingress"][number]) {
  return { ...opening, clientNamespaces: namespaces, clientCidrs: cidrs };
}

function accessOf({ roleArn: principalArn, role, policies }: Fields["access"][number]) {
  return { principalArn, policies, ...given({ role }) };
}

function nodesOf(nodes: NonNullable<Fields["nodes"]>): TenantNodes {
  const { instanceTypes, ...settings } = nodeGroupSettings({
    ...nodes,
    name: "tenant",
    labels: {},
    taints: [],
    perZone: false,
  });
  return { instanceTypes, ...settings };
}
