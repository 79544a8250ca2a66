import type { Rule } from "../../engine/rule";
import { addonsHaveOwnRole } from "./addons-have-own-role";
import { dataReadsScoped } from "./data-reads-scoped";
import { githubOidcTrustPinned } from "./github-oidc-trust-pinned";
import { irsaProviderIsClusterIssuer } from "./irsa-provider-is-cluster-issuer";
import { irsaTrustPinsAudienceAndSubject } from "./irsa-trust-pins-audience-and-subject";
import { noFullAdmin } from "./no-full-admin";
import { noNotElementsInAllow } from "./no-not-elements-in-allow";
import { noPrivilegeEscalation } from "./no-privilege-escalation";
import { noServiceWildcardActions } from "./no-service-wildcard-actions";
import { noUsersOrAccessKeys } from "./no-users-or-access-keys";
import { oneRolePerServiceAccount } from "./one-role-per-service-account";
import { passRoleScoped } from "./pass-role-scoped";
import { permissionsBoundaryAttached } from "./permissions-boundary-attached";
import { podIdentityAssociationRoundTrip } from "./pod-identity-association-round-trip";
import { podIdentityTrust } from "./pod-identity-trust";
import { policyDocumentsValid } from "./policy-documents-valid";
import { resourceWildcardJustified } from "./resource-wildcard-justified";
import { serviceAccountRoleRoundTrip } from "./service-account-role-round-trip";
import { serviceTrustConfusedDeputy } from "./service-trust-confused-deputy";
import { trustNotPublic } from "./trust-not-public";

/** Identity and access: policies, trust, and who may become whom. */
export const iamRules: readonly Rule[] = [
  noFullAdmin,
  noServiceWildcardActions,
  resourceWildcardJustified,
  noNotElementsInAllow,
  noPrivilegeEscalation,
  passRoleScoped,
  dataReadsScoped,
  irsaTrustPinsAudienceAndSubject,
  irsaProviderIsClusterIssuer,
  podIdentityTrust,
  serviceAccountRoleRoundTrip,
  podIdentityAssociationRoundTrip,
  githubOidcTrustPinned,
  trustNotPublic,
  serviceTrustConfusedDeputy,
  permissionsBoundaryAttached,
  noUsersOrAccessKeys,
  oneRolePerServiceAccount,
  addonsHaveOwnRole,
  policyDocumentsValid,
];
