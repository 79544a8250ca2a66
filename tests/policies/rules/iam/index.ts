import type { RuleFixtures } from "../../fixture";
import { fixtures as addonsHaveOwnRole } from "./addons-have-own-role.fixtures";
import { fixtures as dataReadsScoped } from "./data-reads-scoped.fixtures";
import { fixtures as githubOidcTrustPinned } from "./github-oidc-trust-pinned.fixtures";
import { fixtures as irsaProviderIsClusterIssuer } from "./irsa-provider-is-cluster-issuer.fixtures";
import { fixtures as irsaTrustPinsAudienceAndSubject } from "./irsa-trust-pins-audience-and-subject.fixtures";
import { fixtures as noFullAdmin } from "./no-full-admin.fixtures";
import { fixtures as noNotElementsInAllow } from "./no-not-elements-in-allow.fixtures";
import { fixtures as noPrivilegeEscalation } from "./no-privilege-escalation.fixtures";
import { fixtures as noServiceWildcardActions } from "./no-service-wildcard-actions.fixtures";
import { fixtures as noUsersOrAccessKeys } from "./no-users-or-access-keys.fixtures";
import { fixtures as oneRolePerServiceAccount } from "./one-role-per-service-account.fixtures";
import { fixtures as passRoleScoped } from "./pass-role-scoped.fixtures";
import { fixtures as permissionsBoundaryAttached } from "./permissions-boundary-attached.fixtures";
import { fixtures as podIdentityAssociationRoundTrip } from "./pod-identity-association-round-trip.fixtures";
import { fixtures as podIdentityTrust } from "./pod-identity-trust.fixtures";
import { fixtures as policyDocumentsValid } from "./policy-documents-valid.fixtures";
import { fixtures as resourceWildcardJustified } from "./resource-wildcard-justified.fixtures";
import { fixtures as serviceAccountRoleRoundTrip } from "./service-account-role-round-trip.fixtures";
import { fixtures as serviceTrustConfusedDeputy } from "./service-trust-confused-deputy.fixtures";
import { fixtures as trustNotPublic } from "./trust-not-public.fixtures";

export const iamFixtures: readonly RuleFixtures[] = [
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
