import type { Check } from "../schema/checked";
import { familyProblems, rangeProblems } from "./addresses";
import { anywhereProblems } from "./anywhere";
import { argoCdRelations, chartRegistryProblems } from "./argocd";
import { autoscalingProblems } from "./autoscaling";
import { isolationProblems } from "./endpoints";
import { deployerProblems } from "./github";
import { ingressProblems } from "./ingress";
import { fargateAloneProblems, fargatePlaceProblems } from "./nodes/fargate";
import { fargateCredentialProblems } from "./nodes/fargate-credentials";
import { hybridProblems } from "./nodes/hybrid";
import { karpenterAloneProblems } from "./nodes/karpenter-alone";
import { autoModeProblems, autoscalerProblems, nodeMakerProblems } from "./nodes/makers";
import { patchingProblems } from "./nodes/patching";
import { pipelineRelations } from "./pipeline";
import type { Rooms, Stack } from "./rooms";
import { catalogProblems } from "./sample";
import { secretDriverProblems, secretNameProblems, secretPlaceProblems, secretReaderProblems } from "./secrets";
import { tenantAccessProblems, tenantFamilyProblems, tenantNameProblems, tenantNodeProblems } from "./tenants";

/** What the rooms of the platform ask of each other, each with what it reads. */
export const platformRelations: readonly Check<Rooms>[] = [
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
    reads: [
      "cluster.autoMode",
      "nodes.groups.*.name",
      "nodes.selfManaged.*.name",
      "nodes.drainSelfManaged",
      "nodes.karpenter",
      "nodes.sessionManager",
      "network.nat",
    ],
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
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "tenants.*.name", "sample"],
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
  {
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "ingress.enabled"],
    check: fargateCredentialProblems,
  },
  {
    reads: ["nodes.groups.*.name", "nodes.fargate", "nodes.karpenter", "cluster.autoMode", "tenants.*.nodes"],
    check: karpenterAloneProblems,
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
];

/** What the platform asks of the account and the region that it is built in. */
export const providerRelations: readonly Check<Stack>[] = [
  { reads: ["aws", "platform.secrets.items"], check: secretPlaceProblems },
  { reads: ["aws", "platform.delivery.argocd"], check: chartRegistryProblems },
];
