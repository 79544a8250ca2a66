import type { RuleFixtures } from "../../fixture";
import { fixtures as defaultDenyAllowsDns } from "./default-deny-allows-dns.fixtures";
import { fixtures as defaultSecurityGroupClosed } from "./default-security-group-closed.fixtures";
import { fixtures as egressExcludesMetadataService } from "./egress-excludes-metadata-service.fixtures";
import { fixtures as namespaceDefaultDeny } from "./namespace-default-deny.fixtures";
import { fixtures as policyNotAllowAll } from "./policy-not-allow-all.fixtures";
import { fixtures as subnetsAssignNoPublicIp } from "./subnets-assign-no-public-ip.fixtures";
import { fixtures as securityGroupsNotOpen } from "./security-groups-not-open.fixtures";
import { fixtures as natPerZone } from "./nat-per-zone.fixtures";
import { fixtures as vpcEndpointsPresent } from "./vpc-endpoints-present.fixtures";
import { fixtures as serviceExposureLimited } from "./service-exposure-limited.fixtures";
import { fixtures as listenersUseModernTls } from "./listeners-use-modern-tls.fixtures";
import { fixtures as albIngressTlsAndWaf } from "./alb-ingress-tls-and-waf.fixtures";

export const netFixtures: readonly RuleFixtures[] = [
  namespaceDefaultDeny,
  egressExcludesMetadataService,
  policyNotAllowAll,
  securityGroupsNotOpen,
  defaultSecurityGroupClosed,
  subnetsAssignNoPublicIp,
  defaultDenyAllowsDns,
  natPerZone,
  vpcEndpointsPresent,
  serviceExposureLimited,
  listenersUseModernTls,
  albIngressTlsAndWaf,
];
