import type { Rule } from "../../engine/rule";
import { autoscalerConsistent } from "./autoscaler-consistent";
import { autoscalersDoNotFight } from "./autoscalers-do-not-fight";
import { chartsFitTheirNamespace } from "./charts-fit-their-namespace";
import { defaultNamespaceUnused } from "./default-namespace-unused";
import { disruptionBudgetNotBlocking } from "./disruption-budget-not-blocking";
import { disruptionBudgetPresent } from "./disruption-budget-present";
import { ecrScannedAndImmutable } from "./ecr-scanned-and-immutable";
import { imagesPinned } from "./images-pinned";
import { jobsBounded } from "./jobs-bounded";
import { namespacePodSecurityLabel } from "./namespace-pod-security-label";
import { noPlaintextSecrets } from "./no-plaintext-secrets";
import { probesSet } from "./probes-set";
import { readOnlyRootFilesystem } from "./read-only-root-filesystem";
import { registriesAllowed } from "./registries-allowed";
import { replicasForAvailability } from "./replicas-for-availability";
import { resourcesSet } from "./resources-set";
import { rolloutAndTerminationGraceful } from "./rollout-and-termination-graceful";
import { secretsAsFiles } from "./secrets-as-files";
import { serviceAccountTokenNotMounted } from "./service-account-token-not-mounted";
import { tenantLimitRange } from "./tenant-limit-range";
import { tenantResourceQuota } from "./tenant-resource-quota";
import { topologySpread } from "./topology-spread";

/** Workloads, namespaces and images. */
export const workloadRules: readonly Rule[] = [
  imagesPinned,
  registriesAllowed,
  resourcesSet,
  probesSet,
  replicasForAvailability,
  disruptionBudgetPresent,
  disruptionBudgetNotBlocking,
  topologySpread,
  serviceAccountTokenNotMounted,
  defaultNamespaceUnused,
  noPlaintextSecrets,
  secretsAsFiles,
  readOnlyRootFilesystem,
  rolloutAndTerminationGraceful,
  namespacePodSecurityLabel,
  tenantResourceQuota,
  tenantLimitRange,
  autoscalerConsistent,
  jobsBounded,
  ecrScannedAndImmutable,
  chartsFitTheirNamespace,
  autoscalersDoNotFight,
];
