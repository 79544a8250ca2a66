import type { RuleFixtures } from "../../fixture";
import { fixtures as autoscalerConsistent } from "./autoscaler-consistent.fixtures";
import { fixtures as autoscalersDoNotFight } from "./autoscalers-do-not-fight.fixtures";
import { fixtures as chartsFitTheirNamespace } from "./charts-fit-their-namespace.fixtures";
import { fixtures as defaultNamespaceUnused } from "./default-namespace-unused.fixtures";
import { fixtures as disruptionBudgetNotBlocking } from "./disruption-budget-not-blocking.fixtures";
import { fixtures as disruptionBudgetPresent } from "./disruption-budget-present.fixtures";
import { fixtures as ecrScannedAndImmutable } from "./ecr-scanned-and-immutable.fixtures";
import { fixtures as imagesPinned } from "./images-pinned.fixtures";
import { fixtures as jobsBounded } from "./jobs-bounded.fixtures";
import { fixtures as namespacePodSecurityLabel } from "./namespace-pod-security-label.fixtures";
import { fixtures as noPlaintextSecrets } from "./no-plaintext-secrets.fixtures";
import { fixtures as probesSet } from "./probes-set.fixtures";
import { fixtures as readOnlyRootFilesystem } from "./read-only-root-filesystem.fixtures";
import { fixtures as registriesAllowed } from "./registries-allowed.fixtures";
import { fixtures as replicasForAvailability } from "./replicas-for-availability.fixtures";
import { fixtures as resourcesSet } from "./resources-set.fixtures";
import { fixtures as rolloutAndTerminationGraceful } from "./rollout-and-termination-graceful.fixtures";
import { fixtures as secretsAsFiles } from "./secrets-as-files.fixtures";
import { fixtures as serviceAccountTokenNotMounted } from "./service-account-token-not-mounted.fixtures";
import { fixtures as tenantLimitRange } from "./tenant-limit-range.fixtures";
import { fixtures as tenantResourceQuota } from "./tenant-resource-quota.fixtures";
import { fixtures as topologySpread } from "./topology-spread.fixtures";

export const workloadFixtures: readonly RuleFixtures[] = [
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
