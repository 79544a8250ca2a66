import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { accessSchema } from "./config/access";
import { anywhereProblems, anywhereSchema } from "./config/anywhere";
import { autoscalingProblems, autoscalingSchema } from "./config/autoscaling";
import { checked } from "./config/checked";
import { clusterSchema } from "./config/cluster";
import { argoCdRelations, chartRegistryProblems, deliverySchema, pipelineRelations } from "./config/delivery";
import { isolationProblems } from "./config/endpoints";
import { deployerProblems, githubSchema } from "./config/github";
import { ingressProblems, ingressSchema } from "./config/ingress";
import { monitoringSchema } from "./config/monitoring";
import { prefixProblem } from "./config/names";
import { networkSchema } from "./config/network";
import { nodesSchema } from "./config/nodes";
import { hybridProblems } from "./config/nodes/hybrid";
import { fargateAloneProblems, fargatePlaceProblems } from "./config/nodes/fargate-relations";
import { autoModeProblems, autoscalerProblems, nodeMakerProblems } from "./config/nodes/scaling-relations";
import { patchingProblems, patchingSchema } from "./config/patching";
import { problems, sentence } from "./config/problems";
import { protectionSchema } from "./config/protection";
import { providerSchema } from "./config/provider";
import { familyProblems, rangeProblems } from "./config/relations";
import { catalogProblems, sampleSchema } from "./config/sample";
import { secretsSchema } from "./config/secrets";
import {
  secretDriverProblems,
  secretNameProblems,
  secretPlaceProblems,
  secretReaderProblems,
} from "./config/secret-relations";
import { readSettings, type Settings } from "./config/settings";
import { tagsSchema } from "./config/stack-tags";
import { storageSchema } from "./config/storage";
import {
  tenantAccessProblems,
  tenantFamilyProblems,
  tenantNameProblems,
  tenantNodeProblems,
} from "./config/tenant-relations";
import { tenantsSchema } from "./config/tenants";
import { withTenantsFile } from "./config/tenants-file";

const platformFields = z.strictObject({
  tags: tagsSchema.prefault({} as z.input<typeof tagsSchema>),
  network: networkSchema.prefault({}),
  cluster: clusterSchema.prefault({}),
  access: accessSchema.prefault({}),
  github: githubSchema.optional(),
  nodes: nodesSchema.prefault({}),
  storage: storageSchema.prefault({}),
  monitoring: monitoringSchema.prefault({}),
  ingress: ingressSchema.prefault({}),
  protection: protectionSchema.prefault({}),
  sample: sampleSchema.prefault({}),
  tenants: tenantsSchema.default([]),
  secrets: secretsSchema.prefault({}),
  delivery: deliverySchema.prefault({}),
  anywhere: anywhereSchema.optional(),
  autoscaling: autoscalingSchema.prefault({}),
  patching: patchingSchema.prefault({}),
});

const roomsSchema = z.strictObject({
  aws: providerSchema,
  platform: checked(
    platformFields,
    {
      reads: ["network.cidr", "cluster.serviceCidr", "cluster.remoteNetworks", "network.ipv6"],
      check: rangeProblems,
    },
    {
      reads: [
        "network.ipv6",
        "cluster.serviceCidr",
        "cluster.remoteNetworks",
        "cluster.endpoint",
        "cluster.networkPolicies",
      ],
      check: familyProblems,
    },
    {
      reads: [
        "network.nat",
        "network.endpoints",
        "storage.sharedFileSystem",
        "monitoring.containerInsights",
        "nodes.sessionManager",
        "sample.enabled",
        "secrets.items",
      ],
      check: isolationProblems,
    },
    {
      reads: ["tenants.*.name", "tenants.*.nodes", "sample", "nodes.groups.*.name", "nodes.groups.*.perZone"],
      check: tenantNameProblems,
    },
    {
      reads: [
        "tenants.*.access",
        "access.entries.*.name",
        "access.entries.*.roleArn",
        "access.people.*.name",
        "access.people.*.roleArn",
        "access.deployerRoleArn",
      ],
      check: tenantAccessProblems,
    },
    { reads: ["tenants.*.egress", "tenants.*.ingress", "network.ipv6"], check: tenantFamilyProblems },
    {
      reads: ["tenants.*.nodes", "tenants.*.securityGroup", "nodes.groups", "network.availabilityZones"],
      check: tenantNodeProblems,
    },
    {
      reads: ["cluster.autoMode", "nodes.groups.*.name", "nodes.karpenter", "nodes.sessionManager", "network.nat"],
      check: nodeMakerProblems,
    },
    {
      reads: ["nodes.clusterAutoscaler", "nodes.groups", "nodes.karpenter", "cluster.autoMode", "network.nat"],
      check: autoscalerProblems,
    },
    {
      reads: [
        "cluster.autoMode",
        "cluster.networkPolicies",
        "network.podCidr",
        "tenants.*.nodes",
        "tenants.*.securityGroup",
      ],
      check: autoModeProblems,
    },
    {
      reads: [
        "nodes.groups.*.name",
        "nodes.fargate",
        "nodes.karpenter",
        "cluster.autoMode",
        "tenants.*.name",
        "sample",
      ],
      check: fargatePlaceProblems,
    },
    {
      reads: [
        "nodes.groups.*.name",
        "nodes.fargate",
        "nodes.karpenter",
        "nodes.selfManaged.*.name",
        "nodes.sessionManager",
        "cluster.autoMode",
        "cluster.networkPolicies",
        "network.podCidr",
        "storage",
        "monitoring.containerInsights",
        "ingress.enabled",
        "secrets.driver",
        "tenants.*.nodes",
        "tenants.*.securityGroup",
      ],
      check: fargateAloneProblems,
    },
    { reads: ["nodes.hybrid", "cluster.remoteNetworks"], check: hybridProblems },
    { reads: ["anywhere", "cluster", "nodes.groups", "network", "access.identityProviders"], check: anywhereProblems },
    { reads: ["github", "access.deployerRoleArn"], check: deployerProblems },
    {
      reads: ["delivery.pipeline", "access.deployerRoleArn", "monitoring.alarmEmails", "network.nat"],
      check: pipelineRelations,
    },
    {
      reads: ["delivery.argocd", "secrets", "tenants.*.name", "ingress.enabled", "network.nat"],
      check: argoCdRelations,
    },
    { reads: ["sample", "network.trustedAccounts"], check: catalogProblems },
    { reads: ["ingress", "network.nat"], check: ingressProblems },
    { reads: ["secrets.items.*.name"], check: secretNameProblems },
    {
      reads: [
        "secrets.driver",
        "secrets.items.*.name",
        "secrets.items.*.readers",
        "secrets.items.*.readerRoleArns",
        "tenants.*.name",
        "tenants.*.serviceAccounts",
        "sample",
        "delivery.argocd",
      ],
      check: secretReaderProblems,
    },
    { reads: ["secrets.driver", "network.nat"], check: secretDriverProblems },
    {
      reads: [
        "autoscaling",
        "sample",
        "tenants.*.name",
        "network.nat",
        "nodes.groups",
        "nodes.fargate",
        "cluster.autoMode",
      ],
      check: autoscalingProblems,
    },
    { reads: ["patching", "nodes.groups", "cluster.autoMode", "network.nat"], check: patchingProblems },
  ),
});

/** The settings of a stack: those of the AWS provider and those of this platform, by key. */
export const settingsSchema = checked(
  roomsSchema,
  { reads: ["aws", "platform.secrets.items"], check: secretPlaceProblems },
  { reads: ["aws", "platform.delivery.argocd"], check: chartRegistryProblems },
);

/** What a stack file says, with the defaults filled in. */
export interface Config extends z.output<typeof platformFields> {
  readonly project: string;
  readonly stack: string;
  /** What every physical name begins with: `<project>-<stack>`. */
  readonly prefix: string;
  readonly aws: z.output<typeof providerSchema>;
}

/**
 * The configuration of the stack at hand.
 * @throws pulumi.RunError with one line for every mistake in the stack file: where, what is wrong, what to write instead.
 */
export function loadConfig(): Config {
  const project = pulumi.getProject();
  const stack = pulumi.getStack();
  const completed = withTenantsFile(readSettings(["aws", project]), project, pulumi.getRootDirectory());
  if ("problem" in completed) throw mistakes(stack, [completed.problem]);
  return parseConfig(project, stack, completed.settings);
}

/** The configuration that settings make, with every mistake in one error. */
export function parseConfig(project: string, stack: string, { namespaces, encrypted }: Settings): Config {
  const input = { aws: namespaces["aws"], platform: namespaces[project] };
  const secrets = encrypted.filter((name) => /^(.*):/.exec(name)?.[1] === project);
  const parsed = settingsSchema.safeParse(input, { error: sentence });
  const nameProblem = prefixProblem(project, stack);
  if (parsed.success && nameProblem === undefined && secrets.length === 0)
    return { ...parsed.data.platform, aws: parsed.data.aws, project, stack, prefix: `${project}-${stack}` };
  throw mistakes(stack, [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...secrets.map((name) => `${name}: the value is encrypted, and nothing here is a secret; write it in plain text.`),
    // What was encrypted must not be quoted.
    ...(parsed.success ? [] : problems(parsed.error, settingsSchema, project)).filter(
      (line) => !secrets.some((name) => line.startsWith(name)),
    ),
  ]);
}

/** One error for all that is wrong with a stack file. */
export function mistakes(stack: string, lines: readonly string[]): pulumi.RunError {
  const count = lines.length === 1 ? "a mistake" : `${lines.length} mistakes`;
  return new pulumi.RunError(
    `The configuration of stack "${stack}" has ${count}:\n${lines.map((line) => `  ${line}`).join("\n")}`,
  );
}
