import type { Rule } from "../../engine/rule";
import { bindingsResolve } from "./bindings-resolve";
import { noAwsAuth } from "./no-aws-auth";
import { noBroadSubjects } from "./no-broad-subjects";
import { noClusterAdminBindings } from "./no-cluster-admin-bindings";
import { noEscalationVerbs } from "./no-escalation-verbs";
import { noNodeProxyOrControlObjects } from "./no-node-proxy-or-control-objects";
import { noPodTakeover } from "./no-pod-takeover";
import { noWildcards } from "./no-wildcards";
import { secretsNotListable } from "./secrets-not-listable";
import { workloadEffectivePermissions } from "./workload-effective-permissions";

/** Roles and bindings of Kubernetes. */
export const rbacRules: readonly Rule[] = [
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
