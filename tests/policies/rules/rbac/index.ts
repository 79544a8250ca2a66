import type { RuleFixtures } from "../../fixture";
import { fixtures as bindingsResolve } from "./bindings-resolve.fixtures";
import { fixtures as noAwsAuth } from "./no-aws-auth.fixtures";
import { fixtures as noBroadSubjects } from "./no-broad-subjects.fixtures";
import { fixtures as noClusterAdminBindings } from "./no-cluster-admin-bindings.fixtures";
import { fixtures as noEscalationVerbs } from "./no-escalation-verbs.fixtures";
import { fixtures as noNodeProxyOrControlObjects } from "./no-node-proxy-or-control-objects.fixtures";
import { fixtures as noPodTakeover } from "./no-pod-takeover.fixtures";
import { fixtures as noWildcards } from "./no-wildcards.fixtures";
import { fixtures as secretsNotListable } from "./secrets-not-listable.fixtures";
import { fixtures as workloadEffectivePermissions } from "./workload-effective-permissions.fixtures";

export const rbacFixtures: readonly RuleFixtures[] = [
  noClusterAdminBindings,
  noWildcards,
  secretsNotListable,
  noEscalationVerbs,
  noPodTakeover,
  noNodeProxyOrControlObjects,
  noBroadSubjects,
  workloadEffectivePermissions,
  bindingsResolve,
  noAwsAuth,
];
