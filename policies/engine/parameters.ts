import { z } from "zod";
import { quotaNames } from "../knowledge/capacity/quotas";
import { podTemplatesSchema } from "./workloads/pod-templates";

const arnGlobs = z.array(z.string()).default([]);

/** The rules that excuse subjects which an operator trusts. */
const rbacRules = ["RBAC-01", "RBAC-02", "RBAC-03", "RBAC-04", "RBAC-05", "RBAC-06", "RBAC-08"] as const;

/**
 * What an operator may decide about the rules: budgets, thresholds, names. Defaults are the strict choice of production.
 * Values per environment stand in `policies/config/<environment>.json`.
 */
export const parametersSchema = z.strictObject({
  environment: z
    .enum(["dev", "prod"])
    .default("prod")
    .describe("Decides the levels of rules that only production must fulfil."),
  undecidedIs: z
    .enum(["report", "fail"])
    .default("report")
    .describe("Whether an undecided mandatory rule stops the pipeline."),
  publicEndpointMaxAddresses: z
    .number()
    .int()
    .min(0)
    .default(256)
    .describe("IPv4 addresses that may reach the API server; 0 demands a private endpoint only."),
  publicEndpointMaxV6Subnets: z
    .number()
    .int()
    .min(0)
    .default(1)
    .describe("/64 networks that may reach the API server."),
  clusterAdminPrincipals: arnGlobs.describe("ARN globs of principals that may be cluster administrators."),
  maxClusterAdmins: z.number().int().min(0).default(2).describe("Distinct administrators per cluster."),
  versionWarnDays: z
    .number()
    .int()
    .min(0)
    .default(60)
    .describe("Days before the end of standard support from which a version is reported."),
  minZones: z
    .number()
    .int()
    .min(1)
    .default(3)
    .describe("Availability zones that the control plane and the nodes must span."),
  networkPolicyEngine: z.string().optional().describe("Name of a network policy engine other than the VPC CNI."),
  imdsMaxHops: z
    .number()
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe("Greatest hop limit of the instance metadata service."),
  nodeRolePolicies: z
    .array(z.string())
    .default([
      "AmazonEKSWorkerNodePolicy",
      "AmazonEKSWorkerNodeMinimalPolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEC2ContainerRegistryReadOnly",
      "AmazonSSMManagedInstanceCore",
    ])
    .describe("Names of the managed policies that a node role may carry."),
  ebsDefaultEncryptionElsewhere: z
    .boolean()
    .default(false)
    .describe("Whether another stack owns the region's EBS encryption by default."),
  accountBaselineHere: z.boolean().default(true).describe("Whether this stack must hold the account-wide settings."),
  detectionBaselineHere: z
    .boolean()
    .default(true)
    .describe("Whether this stack must hold the account's CloudTrail trail and GuardDuty detector."),
  systemNamespaces: z
    .array(z.string())
    .default(["kube-system", "kube-public", "kube-node-lease"])
    .describe("Globs of the cluster's own namespaces."),
  tenantNamespaces: z.array(z.string()).default(["tenant-*"]).describe("Globs of the namespaces of tenants."),
  namespacesElsewhere: z
    .array(z.string())
    .default([])
    .describe("Globs of namespaces that another stack makes, where their isolation and bounds are judged."),
  podSecurityLevels: z
    .record(z.string(), z.enum(["privileged", "baseline", "restricted"]))
    .default({ "kube-system": "privileged", "tenant-*": "restricted", "*": "baseline" })
    .describe("Pod Security Standard that each namespace must hold to, by glob; the glob with most letters wins."),
  podTemplates: podTemplatesSchema
    .default({})
    .describe(
      "Custom resources that make pods: by group/version:Kind, the paths of the pod templates in them, with [] for each item of a list.",
    ),
  pssVersion: z
    .string()
    .regex(/^(latest|v1\.\d+)$/)
    .default("latest")
    .describe("Version of the Pod Security Standards, as v1.37 or latest."),
  openSourceAddresses: z
    .number()
    .int()
    .min(1)
    .default(2 ** 24)
    .describe("Public IPv4 addresses from which on a set of sources counts as open."),
  allowedOpenPorts: z.array(z.number().int()).default([443]).describe("Ports that may be open to everybody."),
  allowedTlsPolicies: z
    .array(z.string())
    .default([
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
    ])
    .describe("Security policies that TLS listeners may use."),
  requiredEndpoints: z
    .array(z.string())
    .default(["s3", "ecr.api", "ecr.dkr", "sts"])
    .describe("VPC endpoints that a VPC with nodes must have."),
  permissionsBoundaryArn: z
    .string()
    .optional()
    .describe("ARN of the permissions boundary that every role and user must carry."),
  wildcardResourceActions: z
    .array(z.string())
    .default([])
    .describe("Actions that policies may allow on every resource, as s3:GetObject or with wildcards."),
  iamDataMaxAgeDays: z
    .number()
    .int()
    .min(1)
    .default(365)
    .describe("Days after which the pack's list of IAM actions may lack new ones."),
  trustedAccounts: z.array(z.string()).default([]).describe("Account ids that resource policies may name."),
  trustedOrganizations: z.array(z.string()).default([]).describe("Organization ids that resource policies may name."),
  kmsAdmins: arnGlobs.describe("ARN globs of principals that may administer keys besides the account."),
  backupRetentionMinDays: z.number().int().min(1).default(35).describe("Days that a backup must be kept at least."),
  sensitiveNames: z
    .array(z.string())
    .default([
      "pass",
      "password",
      "passwd",
      "passphrase",
      "secret",
      "token",
      "apikey",
      "api+key",
      "private+key",
      "access+key",
      "credential",
      "credentials",
    ])
    .describe("Parts of a name that make its value sensitive; `+` joins adjacent parts."),
  allowedRegistries: z
    .array(z.string())
    .optional()
    .describe("Globs of registries, or of registries with a path, that images may come from; production must set it."),
  requireDigest: z.boolean().default(false).describe("Whether every image must be named by its digest."),
  singletonWorkloads: z
    .array(z.string())
    .default([])
    .describe("URN globs of workloads for which one replica is right."),
  rbacAllowedSubjects: z
    .partialRecord(z.enum(rbacRules), z.array(z.string()))
    .default({})
    .describe(
      "Who may have what a rule of the RBAC group forbids: by rule id, globs of User:<name>, Group:<name> and ServiceAccount:<namespace>/<name>.",
    ),
  logRetentionMinDays: z.number().int().min(1).default(365).describe("Days that logs must be kept at least."),
  requiredTags: z
    .array(z.string())
    .default(["owner", "environment", "cost-center", "service"])
    .describe("Tag keys that every resource must carry."),
  acceptedOpaque: z
    .array(z.strictObject({ urn: z.string().min(1), reason: z.string().min(20), owner: z.string().min(1) }))
    .default([])
    .describe("Resources that nobody can look into, accepted as they are: {urn glob, reason, owner}."),
  quotas: z
    .partialRecord(z.enum(quotaNames), z.number().int().min(0))
    .default({})
    .describe(
      "Quotas that the account was granted, by name; AWS's defaults where they are left out (docs/capacity.md).",
    ),
  waiverMaxDays: z.number().int().min(1).default(180).describe("How far in the future a waiver may expire."),
  waivers: z
    .array(z.unknown())
    .default([])
    .describe("Accepted findings: {rule, urn, reason, owner, expires}. Bad ones are findings themselves."),
  resourceWaivers: z
    .enum(["none", "advisory", "mandatory"])
    .default("advisory")
    .describe(
      "What waivers on the resources themselves may cover: nothing, advisory verdicts, or mandatory ones as well.",
    ),
  resourceWaiverRules: z
    .array(z.string())
    .default(["*"])
    .describe("Globs of the ids of rules that waivers on the resources themselves may name; rules of META never."),
  today: z.iso
    .date()
    .default(() => new Date().toISOString().slice(0, 10))
    .describe("The date that versions and waivers are judged at, as YYYY-MM-DD; default: now, in UTC."),
});

export type Parameters = z.infer<typeof parametersSchema>;
