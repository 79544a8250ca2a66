import type { Check } from "../schema/checked";
import { addressRelations } from "./addresses";
import { anywhereRelations } from "./anywhere";
import { argoCdRelations, argoCdPlaceRelations } from "./argocd";
import { autoscalingRelations } from "./autoscaling";
import { endpointRelations } from "./endpoints";
import { githubRelations } from "./github";
import { ingressRelations } from "./ingress";
import { fargateRelations } from "./nodes/fargate";
import { fargateCredentialRelations } from "./nodes/fargate-credentials";
import { hybridRelations } from "./nodes/hybrid";
import { karpenterAloneRelations } from "./nodes/karpenter-alone";
import { nodeMakerRelations } from "./nodes/makers";
import { patchingRelations } from "./nodes/patching";
import { pipelineRelations } from "./pipeline";
import type { Rooms, Stack } from "./rooms";
import { sampleRelations } from "./sample";
import { secretRelations, secretPlaceRelations } from "./secrets";
import { tenantRelations } from "./tenants";

/** What the rooms of the platform ask of each other. Mistakes are told in this order. */
export const platformRelations: readonly Check<Rooms>[] = [
  ...addressRelations,
  ...endpointRelations,
  ...tenantRelations,
  ...nodeMakerRelations,
  ...fargateRelations,
  ...fargateCredentialRelations,
  ...karpenterAloneRelations,
  ...hybridRelations,
  ...anywhereRelations,
  ...githubRelations,
  ...pipelineRelations,
  ...argoCdRelations,
  ...sampleRelations,
  ...ingressRelations,
  ...secretRelations,
  ...autoscalingRelations,
  ...patchingRelations,
];

/** What the platform asks of the account and the region that it is built in. */
export const providerRelations: readonly Check<Stack>[] = [...secretPlaceRelations, ...argoCdPlaceRelations];
